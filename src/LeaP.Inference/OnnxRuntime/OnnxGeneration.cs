using LeaP.Inference.Engines;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>One path of an <see cref="OnnxEngine"/>.</summary>
internal sealed class OnnxGeneration : IGeneration
{
    private readonly OnnxEngine _engine;
    private readonly PathSampler _sampler;
    private readonly OperationGate _gate = new(nameof(OnnxGeneration));

    public OnnxGeneration(OnnxEngine engine, PathContext context, PathSampler sampler)
    {
        _engine = engine;
        _sampler = sampler;
        Context = context;
    }

    public string Text => Context.Text.ToString();

    public int TokenCount => Context.TokenCount;

    internal PathContext Context { get; }

    public async ValueTask<int> AppendAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentChecks.CheckText(text, nameof(text));
        cancellationToken.ThrowIfCancellationRequested();
        using OperationGate.Pass pass = _gate.Enter();
        List<int> ids = _engine.Encode(text);
        return ids.Count == 0 ? 0 : await _engine.Submit(_engine.NewAppend(Context, text, ids, cancellationToken));
    }

    public async ValueTask<GenerationResult> GenerateAsync(GenerateOptions options, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(options);
        cancellationToken.ThrowIfCancellationRequested();
        using OperationGate.Pass pass = _gate.Enter();
        return await _engine.Submit(new GenerateJob(Context, options, _sampler, _engine.Counters, cancellationToken));
    }

    public async ValueTask RewindAsync(int textLength, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using OperationGate.Pass pass = _gate.Enter();
        ArgumentChecks.CheckRewind(textLength, Context.PromptLength, Context.Text.Span);
        int dropped = await _engine.Submit(
            new ImmediateJob<int>(Context, _ => Context.Rewind(textLength), cancellationToken));
        _engine.Counters.AddRewound(dropped);
    }

    public async ValueTask<IGeneration> ForkAsync(GenerationSettings settings, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(settings);
        cancellationToken.ThrowIfCancellationRequested();
        using OperationGate.Pass pass = _gate.Enter();
        return await _engine.ForkAsync(Context, settings, cancellationToken);
    }

    public ValueTask DisposeAsync()
        => _gate.Close() ? _engine.ReleaseAsync(Context, Context.Slot) : ValueTask.CompletedTask;
}
