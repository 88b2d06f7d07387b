using System.Collections.Concurrent;
using System.Diagnostics;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Similarity;
using LeaP.Reasoning.Storage;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Storage;
using LeaP.Router.Telemetry;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Sessions;

/// <summary>
/// Every session this router knows, in memory: starts them, finds them, forgets them when their time is over.
/// </summary>
internal sealed partial class SessionRegistry(
    PlacementQueue placement,
    SessionArchive archive,
    NamedCatalog<IPeerRoutingPolicy> policies,
    NamedCatalog<ISimilarityMeasure> measures,
    IOptions<ReasoningOptions> options,
    RouterMetrics metrics,
    TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Entry> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sessionsByRequest = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _starting = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILogger<SessionRegistry> _logger = loggers.CreateLogger<SessionRegistry>();

    /// <summary>Sessions that have not ended.</summary>
    public int RunningCount => _sessions.Values.Count(entry => !entry.Done.IsCompleted);

    /// <summary>Sessions that have not ended, in no order.</summary>
    public IEnumerable<SessionRunner> Running =>
        _sessions.Values.Where(entry => !entry.Done.IsCompleted).Select(entry => entry.Runner);

    /// <summary>Starts a session, or finds the one an earlier call with the same request id started.</summary>
    /// <param name="requestId">The client's request id; empty for none.</param>
    /// <param name="settings">Settings of the session, with names that were checked.</param>
    /// <param name="caller">The client's span, when it traces.</param>
    /// <returns>The session, and how it came to be.</returns>
    /// <exception cref="SessionStoreException">The store must know of new sessions and does not answer.</exception>
    public async Task<SessionStart> StartAsync(string requestId, SessionSettings settings, ActivityContext caller = default)
    {
        // One form, since the store compares letter by letter.
        string claimed = Guid.TryParse(requestId, out Guid id) ? id.ToString() : "";

        // Not to be cancelled halfway, when the store may know of it; the store bounds the wait.
        SessionAdmission admission = await archive.AdmitAsync(
            claimed, Guid.CreateVersion7(time.GetUtcNow()).ToString(), CancellationToken.None);
        if (!admission.IsNew)
        {
            return new SessionStart(admission.SessionId, Find(admission.SessionId), Started: false);
        }

        lock (_starting)
        {
            if (FindRequested(requestId) is { } earlier)
            {
                return new SessionStart(earlier.SessionId, earlier, Started: false);
            }

            var session = new ReasoningSession(
                admission.SessionId,
                settings,
                policies,
                measures.Find(settings.Routing.Similarity));
            SessionRunner runner = Run(session, null, requestId, claimed, admission.Lease, caller);
            LogStarted(runner.SessionId, settings.Model, settings.PathCount, settings.Mode);
            return new SessionStart(runner.SessionId, runner, Started: true);
        }
    }

    /// <summary>Goes on with a session that another router ran.</summary>
    /// <param name="session">The session as it stood, its living paths without workers.</param>
    /// <param name="point">Where it goes on.</param>
    /// <param name="requestId">The request that started it; empty for none.</param>
    /// <param name="lease">Its lease.</param>
    /// <returns>What runs it here.</returns>
    public SessionRunner Adopt(ReasoningSession session, ResumePoint point, string requestId, SessionLease lease)
    {
        lock (_starting)
        {
            return Run(session, point, requestId, requestId, lease);
        }
    }

    /// <summary>Finds a session that runs here, or ran here to its end.</summary>
    /// <param name="sessionId">Its identifier.</param>
    public SessionRunner? Find(string sessionId) =>
        _sessions.TryGetValue(sessionId, out Entry? entry) && !entry.Runner.HasLeft ? entry.Runner : null;

    /// <summary>Finds the session that an earlier call with a request id started.</summary>
    /// <param name="requestId">The client's request id; empty finds none.</param>
    public SessionRunner? FindRequested(string requestId)
    {
        lock (_starting)
        {
            return requestId.Length > 0 && _sessionsByRequest.TryGetValue(requestId, out string? sessionId)
                ? Find(sessionId)
                : null;
        }
    }

    /// <summary>Waits until every session that is known now has ended.</summary>
    public Task WaitAllAsync() => Task.WhenAll(_sessions.Values.Select(entry => entry.Done));

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await WaitAllAsync().WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        foreach (Entry entry in _sessions.Values)
        {
            entry.Runner.Dispose();
        }

        _stopping.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Sweep();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The router stops.
        }
    }

    private SessionRunner Run(
        ReasoningSession session,
        ResumePoint? point,
        string requestId,
        string claimed,
        SessionLease? lease,
        ActivityContext caller = default)
    {
        var runner = new SessionRunner(
            session, placement, options.Value, time, loggers.CreateLogger<SessionRunner>(), point)
        {
            HandsOver = archive.HandsOver,
            Telemetry = new SessionTelemetry(metrics, session.SessionId, session.Settings, caller, time),
        };
        archive.Forget(runner.SessionId);
        archive.Follow(runner, claimed, lease);

        // Known before it runs: a quick worker's first report may come before the paths have all been sent out.
        var known = new TaskCompletionSource();
        _sessions[runner.SessionId] = new Entry(runner, RunOnceAsync(known.Task, runner), requestId);
        if (requestId.Length > 0)
        {
            _sessionsByRequest[requestId] = runner.SessionId;
        }

        known.SetResult();
        return runner;
    }

    private async Task RunOnceAsync(Task known, SessionRunner runner)
    {
        await known;
        await runner.RunAsync(_stopping.Token);
    }

    private void Sweep()
    {
        DateTimeOffset now = time.GetUtcNow();
        Entry[] ended =
        [
            .. _sessions.Values
                .Where(entry => entry.Done.IsCompleted)
                .OrderByDescending(entry => entry.Runner.Snapshot.Times.Finished),
        ];
        for (int i = 0; i < ended.Length; i++)
        {
            if (i < options.Value.MaxEndedSessions && ended[i].Runner.Snapshot.Times.Expires > now)
            {
                continue;
            }

            lock (_starting)
            {
                _sessions.TryRemove(ended[i].Runner.SessionId, out _);
                _sessionsByRequest.Remove(ended[i].RequestId);
            }

            archive.Forget(ended[i].Runner.SessionId);
            ended[i].Runner.Dispose();
        }
    }

    [LoggerMessage(EventId = 2101, EventName = "SessionStarted", Level = LogLevel.Information,
        Message = "Session {SessionId} started: model {Model}, {Paths} paths, mode {Mode}.")]
    private partial void LogStarted(string sessionId, string model, int paths, string mode);

    private sealed record Entry(SessionRunner Runner, Task Done, string RequestId);
}
