using LeaP.Inference.Engines;
using LeaP.Inference.Sampling;
using LeaP.Inference.Stops;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Draws tokens until something ends it.</summary>
internal sealed class GenerateJob : AnsweringJob<GenerationResult>
{
    private readonly GenerateOptions _options;
    private readonly PathSampler _sampler;
    private readonly EngineCounters _counters;
    private readonly GeneratedText _text;
    private TokenDraw _draw;
    private int _start;
    private int _drawn;
    private double _logProbabilities;

    public GenerateJob(
        PathContext context,
        GenerateOptions options,
        PathSampler sampler,
        EngineCounters counters,
        CancellationToken cancellationToken)
        : base(context, cancellationToken)
    {
        _options = options;
        _sampler = sampler;
        _counters = counters;
        _text = new GeneratedText(options.StopStrings, options.OnText);
    }

    public override bool NeedsChunk => Context.Logits is null && Context.PendingCount > 1;

    public override bool Draws => true;

    public override void Begin(ModelRunner runner) => Begin();

    /// <summary>First step; needs no model.</summary>
    public void Begin()
    {
        _start = Context.Text.Length;
        if (Context.IsFull)
        {
            Finish(GenerationStop.ContextFull);
        }
        else if (Context.Logits is null && Context.PendingCount == 0)
        {
            Context.Uncache();
        }
    }

    public override void Draw(TokenSampler sampler, ReadOnlySpan<float> logits)
        => _draw = _sampler.Draw(sampler, logits, Context.Tokens);

    public override void OnDrawn()
    {
        _drawn++;
        _logProbabilities += _draw.LogProbability;
        if (_sampler.IsEnd(_draw.Token))
        {
            int rest = Context.Flush();
            _text.Append(Context.Text.Span[rest..]);
            Finish(GenerationStop.EndOfSequence);
            return;
        }

        int added = Context.AddDrawn(_draw.Token);
        _counters.AddDecoded(1);
        if (_text.Append(Context.Text.Span[added..]) is { } match)
        {
            CutAt(_start + match.End);
            Finish(GenerationStop.StopString, match.StopString);
        }
        else if (_drawn == _options.MaxTokens)
        {
            Finish(GenerationStop.TokenLimit);
        }
        else if (Context.IsFull)
        {
            Finish(GenerationStop.ContextFull);
        }
    }

    public override void Cancel()
    {
        // What was generated stays, so what was held back is certain now.
        _text.Complete();
        base.Cancel();
    }

    private void CutAt(int end)
    {
        if (end < Context.Text.Length || Context.IsOpen)
        {
            _counters.AddRewound(Context.Rewind(end));
        }
    }

    private void Finish(GenerationStop stop, string? stopString = null) => Complete(new GenerationResult(
        _text.Complete(), _drawn, stop, stopString, _drawn == 0 ? 0 : _logProbabilities / _drawn));
}
