namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// The one thread that runs the model and changes contexts. Before each turn it takes new jobs and drops cancelled ones:
/// paths join and leave between turns.
/// </summary>
internal sealed class DecodeLoop : IAsyncDisposable
{
    private readonly ModelRunner _runner;
    private readonly DrawCrew _crew;
    private readonly DecodeTurn _turn;
    private readonly Action _interrupt;
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Queue<PathJob> _inbox = new();
    private readonly List<PathJob> _active = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _stopping;

    /// <param name="runner">Runs the model; used by this loop only.</param>
    /// <param name="crew">Draws the tokens; used by this loop only.</param>
    /// <param name="pace">How long runs of pending tokens may be.</param>
    /// <param name="interrupt">Makes a model run in progress fail soon.</param>
    public DecodeLoop(ModelRunner runner, DrawCrew crew, ChunkPace pace, Action interrupt)
    {
        _runner = runner;
        _crew = crew;
        _turn = new DecodeTurn(runner, crew, pace);
        _interrupt = interrupt;
        new Thread(Run) { IsBackground = true, Name = "LeaP decode loop" }.Start();
    }

    /// <summary>Sees the logits each token is drawn from.</summary>
    public LogitsObserver? Observer
    {
        get => _crew.Observer;
        set => _crew.Observer = value;
    }

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
            _turn.Run(_active);
            DropDone();
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
                job.Context.Jobs++;
                job.Try(() => job.Begin(_runner));
                continue;
            }

            _active.ForEach(static active => DropIfCancelled(active));
            DropDone();
            if (_active.Count > 0)
            {
                return true;
            }

            _wake.WaitOne();
        }
    }

    private static void DropIfCancelled(PathJob job)
    {
        if (job.CancellationToken.IsCancellationRequested && !job.IsDone)
        {
            job.Try(job.Cancel);
        }
    }

    private void DropDone()
    {
        foreach (PathJob job in _active)
        {
            job.Context.Jobs -= job.IsDone ? 1 : 0;
        }

        _active.RemoveAll(static job => job.IsDone);
    }
}
