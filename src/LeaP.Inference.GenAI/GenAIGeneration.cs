using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;

namespace LeaP.Inference.GenAI;

/// <summary>One path of a <see cref="GenAIEngine"/>.</summary>
internal sealed class GenAIGeneration : IGeneration
{
    private readonly GenAIEngine _engine;
    private readonly PathSampler _sampler;
    private readonly PathSequence _path;
    private readonly OperationGate _gate = new(nameof(GenAIGeneration));
    private readonly SemaphoreSlim _idle = new(1, 1);
    private readonly CancellationTokenSource _closing = new();

    public GenAIGeneration(GenAIEngine engine, PathSequence path, PathSampler sampler)
    {
        _engine = engine;
        _path = path;
        _sampler = sampler;
    }

    public string Text => Context.Text.ToString();

    public int TokenCount => Context.TokenCount;

    internal PathContext Context => _path.Context;

    public async ValueTask<int> AppendAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentChecks.CheckText(text, nameof(text));
        return await RunAsync(token => AppendCoreAsync(text, token), cancellationToken);
    }

    public async ValueTask<GenerationResult> GenerateAsync(GenerateOptions options, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(options);
        return await RunAsync(
            token => GenerateCoreAsync(new GenerateJob(Context, options, _sampler, _engine.Counters, token)), cancellationToken);
    }

    public async ValueTask RewindAsync(int textLength, CancellationToken cancellationToken)
        => await RunAsync(
            _ =>
            {
                ArgumentChecks.CheckRewind(textLength, Context.PromptLength, Context.Text.Span);
                int dropped = Context.Rewind(textLength);
                _engine.Counters.AddRewound(dropped);
                return Task.FromResult(dropped);
            },
            cancellationToken);

    public async ValueTask<IGeneration> ForkAsync(GenerationSettings settings, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(settings);
        return await RunAsync(token => _engine.ForkAsync(Context, settings, token), cancellationToken);
    }

    public ValueTask DisposeAsync() => _gate.Close() ? _engine.ReleaseAsync(this) : ValueTask.CompletedTask;

    /// <summary>Ends the operation in progress and gives the KV cache back. At the latest behind the run in progress.</summary>
    internal async Task CloseAsync()
    {
        _gate.Close();
        await _closing.CancelAsync();
        await _idle.WaitAsync(CancellationToken.None);
        try
        {
            _path.Dispose();
        }
        finally
        {
            _idle.Release();
        }
    }

    private async Task<int> AppendCoreAsync(string text, CancellationToken cancellationToken)
    {
        List<int> ids = _engine.Encode(text);
        if (ids.Count == 0)
        {
            return 0;
        }

        ContextCheckpoint checkpoint = Context.Append(ids);
        try
        {
            while (Context.PendingCount > 0)
            {
                await _engine.TakeTurnAsync(runner => runner.RunChunk(_path, _engine.DrawingPaths > 0), cancellationToken);
            }

            return ids.Count;
        }
        catch
        {
            _path.Restore(checkpoint);
            throw;
        }
    }

    private async Task<GenerationResult> GenerateCoreAsync(GenerateJob job)
    {
        job.Begin();
        using GenAIEngine.Drawing drawing = _engine.Draw();
        while (!job.IsDone)
        {
            try
            {
                await _engine.TakeTurnAsync(runner => Step(job, runner), job.CancellationToken);
            }
            catch (OperationCanceledException)
            {
                job.Cancel();
            }
        }

        return await job.Answer;
    }

    private void Step(GenerateJob job, SequenceRunner runner)
    {
        if (job.NeedsChunk)
        {
            runner.RunChunk(_path, _engine.DrawingPaths > 1);
        }
        else
        {
            job.Draw(runner.Sampler, Context.Logits ?? runner.RunStep(_path));
            job.OnDrawn();
        }
    }

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using OperationGate.Pass pass = _gate.Enter();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        await _idle.WaitAsync(cancellationToken);
        try
        {
            // Model runs block; the caller's thread is not held for them.
            return await Task.Run(() => work(ends.Token), CancellationToken.None);
        }
        catch (OperationCanceledException error) when (ends.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(GenAIGeneration), error);
        }
        finally
        {
            _idle.Release();
        }
    }
}
