namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// The one thread that runs the model and changes contexts. Each turn it takes new jobs, drops cancelled ones, runs
/// one chunk of pending tokens for one job, and then one batched step for all paths that draw. Paths join and leave
/// between turns.
/// </summary>
internal sealed class DecodeLoop : IAsyncDisposable
{
    private readonly ModelRunner _runner;
    private readonly Action _interrupt;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Queue<PathJob> _inbox = new();
    private readonly List<PathJob> _active = [];
    private readonly List<PathJob> _drawing = [];
    private readonly List<PathContext> _batch = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _nextChunk;
    private bool _stopping;

    /// <param name="runner">Runs the model; used by this loop only.</param>
    /// <param name="interrupt">Makes a model run in progress fail soon.</param>
    public DecodeLoop(ModelRunner runner, Action interrupt)
    {
        _runner = runner;
        _interrupt = interrupt;
        new Thread(Run) { IsBackground = true, Name = "LeaP decode loop" }.Start();
    }

    /// <summary>Sees the logits each token is drawn from.</summary>
    public LogitsObserver? Observer { get; set; }

    /// <summary>Hands in a job.</summary>
    /// <returns>Whether the loop still takes jobs.</returns>
    public bool TrySubmit(PathJob job)
    {
        lock (_lock)
        {
            if (_stopping)
            {
                return false;
            }

            _inbox.Enqueue(job);
            _wake.Set();
            return true;
        }
    }

    /// <summary>Ends the jobs of a context that goes away.</summary>
    public void Abandon(PathContext context)
    {
        foreach (PathJob job in _active)
        {
            if (job.Context == context && !job.IsDone)
            {
                job.Fail(new ObjectDisposedException(nameof(OnnxGeneration)));
            }
        }
    }

    /// <summary>Ends all jobs and the thread, at the latest after the model run in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _stopping = true;
            _wake.Set();
        }

        _interrupt();
        await _ended.Task;
        _wake.Dispose();
    }

    private void Run()
    {
        while (TakeJobs())
        {
            RunOneChunk();
            RunOneStep();
            _active.RemoveAll(static job => job.IsDone);
        }

        foreach (PathJob job in _active.Concat(_inbox))
        {
            job.Fail(new ObjectDisposedException(nameof(OnnxEngine)));
        }

        _ended.SetResult();
    }

    private bool TakeJobs()
    {
        while (true)
        {
            PathJob? job;
            lock (_lock)
            {
                if (_stopping)
                {
                    return false;
                }

                _inbox.TryDequeue(out job);
            }

            if (job is not null)
            {
                _active.Add(job);
                Try(job, () => job.Begin(_runner));
                continue;
            }

            _active.ForEach(static active => DropIfCancelled(active));
            _active.RemoveAll(static active => active.IsDone);
            if (_active.Count > 0)
            {
                return true;
            }

            _wake.WaitOne();
        }
    }

    private void RunOneChunk()
    {
        for (int i = 0; i < _active.Count; i++)
        {
            PathJob job = _active[(_nextChunk + i) % _active.Count];
            if (job.NeedsChunk && !job.IsDone)
            {
                _nextChunk = (_nextChunk + i + 1) % _active.Count;
                Try(job, () =>
                {
                    _runner.RunChunk(job.Context);
                    job.OnChunk();
                });
                return;
            }
        }
    }

    private void RunOneStep()
    {
        _drawing.Clear();
        _batch.Clear();
        foreach (PathJob job in _active)
        {
            if (job.Draws && !job.IsDone && job.Context.Logits is { } ready)
            {
                Draw(job, ready);
            }

            if (job.Draws && !job.IsDone && !job.NeedsChunk)
            {
                _drawing.Add(job);
                _batch.Add(job.Context);
            }
        }

        if (_batch.Count == 0)
        {
            return;
        }

        try
        {
            _runner.RunStep(_batch);
        }
        catch (Exception error)
        {
            _drawing.ForEach(job => job.Fail(error));
            return;
        }

        foreach (PathJob job in _drawing)
        {
            Draw(job, _runner.LogitsOf(job.Context));
        }
    }

    private void Draw(PathJob job, ReadOnlySpan<float> logits)
    {
        try
        {
            Observer?.Invoke(job.Context, logits);
            job.Draw(logits);
        }
        catch (Exception error)
        {
            job.Fail(error);
        }
    }

    private static void DropIfCancelled(PathJob job)
    {
        if (job.CancellationToken.IsCancellationRequested && !job.IsDone)
        {
            Try(job, job.Cancel);
        }
    }

    // Whatever goes wrong with a job is its caller's to know; the loop goes on for the others.
    private static void Try(PathJob job, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            job.Fail(error);
        }
    }
}
