using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Sampling;

namespace LeaP.Inference.GenAI;

/// <summary>Brings pending tokens of paths through the model, one path at a time. Used by whoever has the turn.</summary>
internal sealed class SequenceRunner(ISequenceModel model, ChunkPace pace, EngineCounters counters)
{
    private readonly float[] _logits = new float[model.VocabularySize];
    private int[] _ids = [];

    /// <summary>Draws tokens for whoever has the turn.</summary>
    public TokenSampler Sampler { get; } = new();

    /// <summary>Runs the next pending tokens of a path; sets its logits when none is left.</summary>
    /// <param name="path">The path; it has pending tokens.</param>
    /// <param name="othersDraw">Whether paths that draw wait for it.</param>
    public void RunChunk(PathSequence path, bool othersDraw)
    {
        int count = Math.Min(path.Context.PendingCount, pace.Tokens(othersDraw));
        pace.Measure(count, () => Feed(path, count));
        if (path.Context.PendingCount == 0)
        {
            path.Context.Logits = [.. _logits];
        }
    }

    /// <summary>Runs the one pending token of a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The logits behind it; valid until the next run.</returns>
    public ReadOnlySpan<float> RunStep(PathSequence path)
    {
        long began = pace.Time.GetTimestamp();
        Feed(path, 1);
        counters.AddStep(pace.Time.GetElapsedTime(began));
        return _logits;
    }

    private void Feed(PathSequence path, int count)
    {
        PathContext context = path.Context;
        try
        {
            ITokenSequence sequence = path.Align(model);
            Run(sequence, Ids(context, count), isLast: count == context.PendingCount);
        }
        catch
        {
            // How far the sequence came is not known.
            path.Forget();
            throw;
        }

        path.Grow(count);
        counters.AddRestored(context.LostAmong(count));
        counters.AddPrefilled(context.Cached(count));
    }

    private void Run(ITokenSequence sequence, ReadOnlySpan<int> ids, bool isLast)
    {
        if (!isLast)
        {
            sequence.Append(ids);
            return;
        }

        if (ids.Length > 1)
        {
            // The last token runs alone: reading logits copies those of every token of the run.
            sequence.Append(ids[..^1]);
        }

        sequence.Append(ids[^1..]);
        sequence.ReadLogits(_logits);
    }

    private Span<int> Ids(PathContext context, int count)
    {
        if (_ids.Length < count)
        {
            _ids = new int[count];
        }

        for (int i = 0; i < count; i++)
        {
            _ids[i] = context.Pending[i].Id;
        }

        return _ids.AsSpan(0, count);
    }
}
