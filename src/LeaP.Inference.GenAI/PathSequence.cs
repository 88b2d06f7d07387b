using LeaP.Inference.OnnxRuntime;

namespace LeaP.Inference.GenAI;

/// <summary>One path: its tokens and text, and the sequence that holds the KV of the first of them.</summary>
/// <param name="context">Its tokens and text.</param>
internal sealed class PathSequence(PathContext context) : IDisposable
{
    private ITokenSequence? _sequence;
    private int _length;

    public PathContext Context { get; } = context;

    /// <summary>The sequence, holding the context's cached tokens and no others.</summary>
    /// <param name="model">Makes it where there is none.</param>
    public ITokenSequence Align(ISequenceModel model)
    {
        _sequence ??= model.Create();
        if (_length > Context.CachedCount)
        {
            _sequence.RewindTo(Context.CachedCount);
            _length = Context.CachedCount;
        }

        return _sequence;
    }

    /// <summary>Notes that the sequence grew.</summary>
    public void Grow(int tokens) => _length += tokens;

    /// <summary>Takes an append back, also one whose run failed and left no sequence.</summary>
    public void Restore(ContextCheckpoint checkpoint)
    {
        Context.Restore(checkpoint);
        if (_length < Context.CachedCount)
        {
            Context.Evict();
        }
    }

    /// <summary>Gives the sequence up; a later run begins from nothing.</summary>
    public void Forget()
    {
        Dispose();
        Context.Evict();
    }

    public void Dispose()
    {
        _sequence?.Dispose();
        _sequence = null;
        _length = 0;
    }
}
