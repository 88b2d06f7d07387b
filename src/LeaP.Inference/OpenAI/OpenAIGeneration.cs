using LeaP.Inference.Engines;

namespace LeaP.Inference.OpenAI;

/// <summary>One path of an <see cref="OpenAIEngine"/>. Its text is kept here; a server sees it with each request.</summary>
internal sealed class OpenAIGeneration : IGeneration
{
    private readonly OpenAIEngine _engine;
    private readonly RemotePath _path;
    private readonly int _slot;
    private readonly int _promptLength;
    private readonly OperationGate _gate = new(nameof(OpenAIGeneration));
    private readonly CancellationTokenSource _closing = new();

    public OpenAIGeneration(OpenAIEngine engine, RemotePath path, int slot, int promptLength)
    {
        _engine = engine;
        _path = path;
        _slot = slot;
        _promptLength = promptLength;
    }

    public string Text => _path.Context.Text.ToString();

    public int TokenCount => _path.Context.TokenCount;

    public async ValueTask<int> AppendAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentChecks.CheckText(text, nameof(text));
        using OperationGate.Pass pass = Enter(cancellationToken);
        if (text.Length == 0)
        {
            return 0;
        }

        int tokens = await _engine.Counter.CountAsync(text, isPrompt: false, cancellationToken);
        int needed = _path.Context.TokenCount + tokens;
        if (needed > _engine.Model.MaxContextTokens)
        {
            throw new ContextOverflowException(needed, _engine.Model.MaxContextTokens);
        }

        _path.Context.Append(text, tokens);
        _engine.Counters.AddPrefilled(tokens);
        return tokens;
    }

    public async ValueTask<GenerationResult> GenerateAsync(GenerateOptions options, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(options);
        using OperationGate.Pass pass = Enter(cancellationToken);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, _closing.Token, _engine.Stopping);
        try
        {
            return await new CompletionCall(_engine, _path, options).RunAsync(linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(
                _engine.Stopping.IsCancellationRequested ? nameof(OpenAIEngine) : nameof(OpenAIGeneration));
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    public ValueTask RewindAsync(int textLength, CancellationToken cancellationToken)
    {
        ArgumentChecks.CheckRewind(textLength, _promptLength, _path.Context.Text.Span);
        using OperationGate.Pass pass = Enter(cancellationToken);
        _engine.Counters.AddRewound(_path.Context.Truncate(textLength));
        return ValueTask.CompletedTask;
    }

    public async ValueTask<IGeneration> ForkAsync(GenerationSettings settings, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(settings);
        using OperationGate.Pass pass = Enter(cancellationToken);
        return await _engine.ForkAsync(_path.Context, settings, _promptLength, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gate.Close())
        {
            await _closing.CancelAsync();
            _closing.Dispose();
            _engine.Return(_slot);
        }
    }

    private OperationGate.Pass Enter(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_engine.Stopping.IsCancellationRequested, _engine);
        cancellationToken.ThrowIfCancellationRequested();
        return _gate.Enter();
    }
}
