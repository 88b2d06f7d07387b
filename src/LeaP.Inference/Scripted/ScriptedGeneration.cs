using LeaP.Inference.Engines;
using LeaP.Inference.Stops;

namespace LeaP.Inference.Scripted;

/// <summary>One scripted path.</summary>
internal sealed class ScriptedGeneration : IGeneration
{
    private readonly ScriptedEngine _engine;
    private readonly ScriptedContext _context;
    private readonly ScriptedWriter _writer;
    private readonly int _slot;
    private readonly int _promptLength;
    private readonly OperationGate _gate = new(nameof(ScriptedGeneration));

    public ScriptedGeneration(
        ScriptedEngine engine, ScriptedContext context, ScriptedWriter writer, int slot, int promptLength)
    {
        _engine = engine;
        _context = context;
        _writer = writer;
        _slot = slot;
        _promptLength = promptLength;
    }

    public string Text => _context.Text.ToString();

    public int TokenCount => _context.TokenCount;

    public ValueTask<int> AppendAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentChecks.CheckText(text, nameof(text));
        using OperationGate.Pass pass = Enter(cancellationToken);
        int tokens = _context.Append(text, 0);
        _engine.Counters.AddPrefilled(tokens);
        return ValueTask.FromResult(tokens);
    }

    public async ValueTask<GenerationResult> GenerateAsync(GenerateOptions options, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(options);
        using OperationGate.Pass pass = Enter(cancellationToken);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _engine.Stopping);
        try
        {
            return await GenerateAsync(new GeneratedText(options.StopStrings, options.OnText), options.MaxTokens, linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(ScriptedEngine));
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    public ValueTask RewindAsync(int textLength, CancellationToken cancellationToken)
    {
        ArgumentChecks.CheckRewind(textLength, _promptLength, _context.Text.Span);
        using OperationGate.Pass pass = Enter(cancellationToken);
        Rewind(textLength);
        return ValueTask.CompletedTask;
    }

    public async ValueTask<IGeneration> ForkAsync(GenerationSettings settings, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(settings);
        using OperationGate.Pass pass = Enter(cancellationToken);
        return await _engine.ForkAsync(_context, settings, _promptLength, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        if (_gate.Close())
        {
            _engine.Return(_slot);
        }

        return ValueTask.CompletedTask;
    }

    private async ValueTask<GenerationResult> GenerateAsync(
        GeneratedText text, int maxTokens, CancellationToken cancellationToken)
    {
        int tokens = 0;
        double logProbabilities = 0;
        while (true)
        {
            if (tokens == maxTokens || _context.IsFull)
            {
                return Result(tokens == maxTokens ? GenerationStop.TokenLimit : GenerationStop.ContextFull, null);
            }

            await _engine.TakeTimeAsync(cancellationToken);
            ScriptedDraw draw = _writer.Next(_context.Text.Span);
            tokens++;
            logProbabilities += draw.LogProbability;
            _engine.Counters.AddStep();
            if (draw.Text is null)
            {
                return Result(GenerationStop.EndOfSequence, null);
            }

            int start = _context.Text.Length;
            _context.AppendToken(draw.Text);
            _engine.Counters.AddDecoded(1);
            int before = text.Length;
            if (text.Append(draw.Text) is { } match)
            {
                Rewind(start + match.End - before);
                return Result(GenerationStop.StopString, match.StopString);
            }
        }

        GenerationResult Result(GenerationStop stop, string? stopString)
            => new(text.Complete(), tokens, stop, stopString, tokens == 0 ? 0 : logProbabilities / tokens);
    }

    private void Rewind(int textLength)
    {
        (int dropped, int kept) = _context.Rewind(textLength);
        _engine.Counters.AddRewound(dropped);
        _engine.Counters.AddPrefilled(kept);
    }

    private OperationGate.Pass Enter(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_engine.Stopping.IsCancellationRequested, _engine);
        cancellationToken.ThrowIfCancellationRequested();
        return _gate.Enter();
    }
}
