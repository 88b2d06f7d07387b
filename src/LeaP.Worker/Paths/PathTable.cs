using System.Collections.Concurrent;
using System.Diagnostics;
using LeaP.Inference.Engines;
using LeaP.Protocol;
using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Models;
using LeaP.Worker.Telemetry;
using Microsoft.Extensions.Logging;

namespace LeaP.Worker.Paths;

/// <summary>The paths that run on this worker, each with its own cancellation, keyed by attempt.</summary>
internal sealed partial class PathTable(
    ModelHost models,
    NamedCatalog<IAnswerFormat> answerFormats,
    Func<PromptProfile, ISummaryPromptSelector> summaryPrompts,
    PathTelemetry telemetry,
    TimeProvider time,
    ILogger<PathTable> logger)
{
    private readonly ConcurrentDictionary<PathAttempt, Entry> _paths = new();
    private readonly List<Task> _running = [];

    /// <summary>Paths that run or pause.</summary>
    public int Count => _paths.Count;

    /// <summary>Starts the paths of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="reports">Where the paths tell what happens to them.</param>
    public void Start(SessionOrder order, IPathReports reports)
    {
        var entries = new List<Entry>();
        foreach (PathOrder path in order.Paths)
        {
            var entry = new Entry(path, new PeerMailbox(time), new LiveText());
            if (_paths.TryAdd(path.Attempt, entry))
            {
                entries.Add(entry);
            }
            else
            {
                entry.Dispose();
            }
        }

        // Paths at their beginning share one prefill of the prompt; each moved one has a text of its own.
        Entry[] fresh = [.. entries.Where(entry => entry.Order.PriorText.Count == 0)];
        if (fresh.Length > 0)
        {
            Track(RunGroupAsync(order, fresh, reports));
        }

        foreach (Entry moved in entries.Where(entry => entry.Order.PriorText.Count > 0))
        {
            Track(RunGroupAsync(order, [moved], reports));
        }
    }

    /// <summary>Hands a path the peers of a round; nothing happens when it does not run here.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="round">The round.</param>
    /// <param name="peers">Summaries in the order to show them.</param>
    /// <param name="tokenAllowance">Tokens the path may draw in all from here on; null leaves it as it is.</param>
    public void Deliver(PathAttempt attempt, int round, IReadOnlyList<string> peers, long? tokenAllowance = null)
    {
        if (_paths.TryGetValue(attempt, out Entry? entry))
        {
            entry.Peers.Deliver(round, peers, tokenAllowance);
        }
    }

    /// <summary>Stops a path; its end is reported as cancelled.</summary>
    /// <param name="attempt">The attempt.</param>
    public void Cancel(PathAttempt attempt)
    {
        if (_paths.TryGetValue(attempt, out Entry? entry))
        {
            entry.Cancel();
        }
    }

    /// <summary>The attempts that run or pause, and the last round whose peers each heard.</summary>
    public IReadOnlyList<(PathAttempt Attempt, int Round)> Held() =>
        [.. _paths.Values.Select(entry => (entry.Order.Attempt, entry.Peers.HeardRound))];

    /// <summary>Stops every path but some.</summary>
    /// <param name="wanted">The attempts that go on.</param>
    public void CancelOthers(IReadOnlySet<PathAttempt> wanted)
    {
        foreach (Entry entry in _paths.Values.Where(entry => !wanted.Contains(entry.Order.Attempt)))
        {
            entry.Cancel();
        }
    }

    /// <summary>Stops every path and waits until the last has let go of its slot.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task CancelAllAsync(CancellationToken cancellationToken)
    {
        foreach (Entry entry in _paths.Values)
        {
            entry.Cancel();
        }

        await WaitAllAsync(cancellationToken);
    }

    /// <summary>Waits until no path runs.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WaitAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task[] running;
            lock (_running)
            {
                running = [.. _running.Where(task => !task.IsCompleted)];
            }

            if (running.Length == 0)
            {
                return;
            }

            await Task.WhenAll(running).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reports new text of every path whose client watches it.</summary>
    /// <param name="reports">Where it goes.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    public async ValueTask ReportTextAsync(IPathReports reports, CancellationToken cancellationToken)
    {
        foreach (Entry entry in _paths.Values)
        {
            PathAttempt attempt = entry.Order.Attempt;
            await entry.Live.SendAsync(
                progress => reports.TextAsync(attempt, progress, cancellationToken), cancellationToken);
        }
    }

    private void Track(Task task)
    {
        lock (_running)
        {
            _running.RemoveAll(done => done.IsCompleted);
            _running.Add(task);
        }
    }

    private async Task RunGroupAsync(SessionOrder order, Entry[] entries, IPathReports reports)
    {
        await Task.Yield();

        // Not disposed: a path that is cancelled late still reaches it, and it holds nothing but its callbacks.
        var started = new CancellationTokenSource();
        IReadOnlyList<IGeneration> generations;
        try
        {
            // A group's slots come together; they are no longer wanted once all its paths were cancelled.
            foreach (Entry entry in entries)
            {
                entry.OnCancel(() =>
                {
                    if (entries.All(other => other.IsCancelled))
                    {
                        started.Cancel();
                    }
                });
            }

            generations = await OpenAsync(order, entries, started.Token);
        }
        catch (Exception exception)
        {
            await Task.WhenAll(entries.Select(entry => EndAsync(entry, exception, reports)));
            return;
        }

        await Task.WhenAll(entries.Zip(generations, (entry, generation) => RunAsync(order, entry, generation, reports)));
    }

    private ValueTask<IReadOnlyList<IGeneration>> OpenAsync(
        SessionOrder order,
        Entry[] entries,
        CancellationToken cancellationToken)
    {
        LoadedModel model = models.Model;
        string text = entries[0].Order.PriorText.Count > 0
            ? string.Concat(entries[0].Order.PriorText.Select(segment => segment.Text))
            : RenderPrompt(model.Profile, order, entries[0].Order.LayerAnswers);
        GenerationSettings[] settings =
        [
            .. entries.Select(entry =>
                new GenerationSettings(entry.Order.Attempt.PathIndex, entry.Order.Seed, order.Sampling)),
        ];
        return telemetry.OpenAsync(model, text, settings, cancellationToken);
    }

    private static string RenderPrompt(PromptProfile profile, SessionOrder order, IReadOnlyList<string> layerAnswers)
    {
        if (layerAnswers.Count > 0)
        {
            return PromptRenderer.RenderLayer(profile, order.Problem, order.AnswerFormat, layerAnswers);
        }

        bool hearsPeers = order.Mode is ReasoningModes.Leap or ReasoningModes.LeapS;
        return PromptRenderer.Render(
            profile, order.Problem, hearsPeers ? PromptMode.WithPeers : PromptMode.Alone, order.AnswerFormat);
    }

    private async Task RunAsync(SessionOrder order, Entry entry, IGeneration generation, IPathReports reports)
    {
        Exception? failure = null;
        using Activity? span = PathTelemetry.StartPath(entry.Order.Attempt);
        PathRunner? runner = null;
        try
        {
            await using (generation)
            {
                runner = new PathRunner(
                    order,
                    entry.Order,
                    models.Model,
                    generation,
                    summaryPrompts(models.Model.Profile),
                    answerFormats.Find(order.AnswerFormat),
                    new FlushingReports(reports, entry.Live),
                    entry.Peers,
                    entry.Live);
                await runner.RunAsync(entry.Token);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
            span?.SetStatus(ActivityStatusCode.Error, exception.Message);
        }

        await EndAsync(entry, failure, reports, runner?.Counts);
    }

    private async Task EndAsync(Entry entry, Exception? failure, IPathReports reports, PathReport? counts = null)
    {
        PathAttempt attempt = entry.Order.Attempt;
        _paths.TryRemove(attempt, out _);
        try
        {
            if (failure is not null && entry.IsCancelled)
            {
                await reports.FinishedAsync(
                    counts ?? new PathReport(attempt, [], entry.Order.Usage),
                    PathFinishReason.Cancelled,
                    "",
                    CancellationToken.None);
            }
            else if (failure is not null)
            {
                LogPathFailed(failure, attempt.SessionId, attempt.PathIndex, attempt.Number);
                await reports.FailedAsync(attempt, Describe(failure), CancellationToken.None);
            }
        }
        catch (LinkEndedException)
        {
            // The router is gone and places the path elsewhere.
        }
        finally
        {
            entry.Dispose();
        }
    }

    private static SessionFailure Describe(Exception failure) => failure switch
    {
        ContextOverflowException overflow => new SessionFailure(
            ErrorReasons.ContextOverflow,
            $"problem: its prompt, or what the path begins with, needs {overflow.NeededTokens} tokens of context; the "
            + $"model has {overflow.MaxContextTokens}.",
            Retryable: false),
        _ => new SessionFailure(ErrorReasons.EngineFailed, $"The engine failed: {failure.Message}", Retryable: true),
    };

    [LoggerMessage(EventId = 5101, EventName = "PathFailed", Level = LogLevel.Warning,
        Message = "Session {SessionId} path {PathIndex} attempt {Attempt} failed.")]
    private partial void LogPathFailed(Exception exception, string sessionId, int pathIndex, int attempt);

    private sealed class Entry(PathOrder order, PeerMailbox peers, LiveText live) : IDisposable
    {
        private readonly CancellationTokenSource _cancellation = new();
        private readonly Lock _gate = new();
        private bool _disposed;

        public PathOrder Order => order;

        public PeerMailbox Peers => peers;

        public LiveText Live => live;

        public bool IsCancelled { get; private set; }

        public CancellationToken Token => _cancellation.Token;

        public void OnCancel(Action action) => _cancellation.Token.Register(action);

        public void Cancel()
        {
            lock (_gate)
            {
                if (!_disposed)
                {
                    IsCancelled = true;
                    _cancellation.Cancel();
                }
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                _disposed = true;
                _cancellation.Dispose();
            }
        }
    }
}
