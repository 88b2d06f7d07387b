using System.Diagnostics;
using LeaP.Hosting.Telemetry;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Sessions;

namespace LeaP.Router.Telemetry;

/// <summary>
/// Measures and traces one session by what its event log says. Used by the session's runner alone, one call at a time.
/// </summary>
/// <param name="metrics">The instruments.</param>
/// <param name="sessionId">The session.</param>
/// <param name="settings">Its settings.</param>
/// <param name="caller">The client's span; <c>default</c> when it does not trace.</param>
/// <param name="time">The clock.</param>
internal sealed class SessionTelemetry(
    RouterMetrics metrics,
    string sessionId,
    SessionSettings settings,
    ActivityContext caller,
    TimeProvider time) : IDisposable
{
    /// <summary>What a session does, by the conventions for generative AI.</summary>
    public const string Operation = "reason";

    private readonly Dictionary<string, long> _wentOn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _reported = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private DateTimeOffset _accepted;
    private DateTimeOffset _roundBegan;
    private long _start;
    private int _routedRound;
    private bool _placed;
    private Activity? _span;

    /// <summary>The source of the router's spans.</summary>
    public static ActivitySource Source { get; } = new(TelemetryNames.Router);

    /// <summary>The name of a state or reason in metrics.</summary>
    /// <param name="value">The state or reason.</param>
    public static string Name(Enum value) => value.ToString().ToLowerInvariant();

    /// <summary>Begins the session's span, which becomes the present one of the caller's flow.</summary>
    public void Begin()
    {
        _start = time.GetTimestamp();

        // The web server's own activity is not exported; as a parent it would be missing from the trace.
        Activity.Current = null;
        _span = Source.StartActivity($"{Operation} {settings.Model}", ActivityKind.Server, caller)
            ?.SetTag(TelemetryNames.Operation, Operation)
            .SetTag(TelemetryNames.Model, settings.Model)
            .SetTag(TelemetryNames.SessionId, sessionId)
            .SetTag("leap.session.mode", settings.Mode)
            .SetTag("leap.session.paths", settings.PathCount);
        metrics.SessionStarted(settings.Model);
    }

    /// <summary>Takes an event as it is recorded.</summary>
    /// <param name="sessionEvent">The event.</param>
    public void Observe(SessionEvent sessionEvent)
    {
        switch (sessionEvent)
        {
            case SessionEvent.Accepted accepted:
                _accepted = accepted.Time;
                break;
            case SessionEvent.Placed placed:
                OnPlaced(placed);
                break;
            case SessionEvent.Summary summary:
                OnSummary(summary);
                break;
            case SessionEvent.Routed routed:
                OnRouted(routed);
                break;
            case SessionEvent.PathEnded ended:
                OnPathEnded(ended.Path);
                break;
            case SessionEvent.Ended ended:
                OnEnded(ended.Session);
                break;
        }
    }

    /// <summary>Measures one pass of routing.</summary>
    /// <param name="start">Timestamp of its begin.</param>
    public void Routed(long start) => metrics.Routed(settings.Routing.Policy, time.GetElapsedTime(start));

    /// <inheritdoc />
    public void Dispose() => _span?.Dispose();

    private void OnPlaced(SessionEvent.Placed placed)
    {
        metrics.PathPlaced(settings.Model, placed.Attempt > 1);
        _wentOn[placed.PathId] = time.GetTimestamp();
        if (!_placed)
        {
            _placed = true;
            metrics.Queued(settings.Model, time.GetElapsedTime(_start));
            Trace("queue", _accepted, placed.Time);
        }

        if (placed.Attempt > 1)
        {
            _span?.AddEvent(new ActivityEvent(
                "path moved", placed.Time, new ActivityTagsCollection { ["leap.path.id"] = placed.PathId }));
        }
    }

    private void OnSummary(SessionEvent.Summary summary)
    {
        long now = time.GetTimestamp();
        if (summary.Round <= _routedRound)
        {
            // Too late for its round: it goes on at once, alone.
            _wentOn[summary.PathId] = now;
            return;
        }

        _roundBegan = _reported.Count == 0 ? summary.Time : _roundBegan;
        _reported[summary.PathId] = now;
    }

    private void OnRouted(SessionEvent.Routed routed)
    {
        long now = time.GetTimestamp();
        string[] present = [.. routed.Round.Deliveries.Select(delivery => PathIds.Format(delivery.PathIndex))];
        TimeSpan longest = TimeSpan.Zero;
        double whole = 0;
        double waited = 0;
        foreach (string path in present)
        {
            TimeSpan since = time.GetElapsedTime(_wentOn.GetValueOrDefault(path, now), now);
            longest = since > longest ? since : longest;
            whole += since.TotalSeconds;
            waited += Math.Min(since.TotalSeconds, time.GetElapsedTime(_reported.GetValueOrDefault(path, now), now).TotalSeconds);
            _wentOn[path] = now;
        }

        metrics.RoundClosed(settings.Model, longest, whole > 0 ? waited / whole : 0, routed.Round.LatePaths.Count);
        foreach (RoutedPeer peer in routed.Round.Deliveries.SelectMany(delivery => delivery.Peers))
        {
            metrics.Heard(settings.Routing.Policy, peer.Similarity);
        }

        Trace(
            "round",
            _reported.Count == 0 ? routed.Time : _roundBegan,
            routed.Time,
            KeyValuePair.Create("leap.round", (object?)routed.Round.Round),
            KeyValuePair.Create("leap.round.present", (object?)present.Length),
            KeyValuePair.Create("leap.round.late", (object?)routed.Round.LatePaths.Count));
        _reported.Clear();
        _routedRound = routed.Round.Round;
    }

    private void OnPathEnded(PathSnapshot path)
    {
        if (_ended.Add(path.PathId))
        {
            metrics.PathEnded(settings.Model, Name(path.FinishReason), TokenKinds.Of(path.Usage));
        }
    }

    private void OnEnded(SessionSnapshot session)
    {
        foreach (PathSnapshot path in session.Paths)
        {
            OnPathEnded(path);
        }

        string? error = session.State == SessionState.Succeeded ? null : session.Failure?.Reason;
        metrics.SessionEnded(settings.Model, Name(session.State), error, time.GetElapsedTime(_start));
        _span?.SetTag("leap.session.state", Name(session.State)).SetTag("leap.session.rounds", session.CompletedRounds);
        if (error is not null)
        {
            _span?.SetTag(TelemetryNames.ErrorType, error).SetStatus(ActivityStatusCode.Error, session.Failure?.Message);
        }
    }

    private void Trace(
        string name,
        DateTimeOffset start,
        DateTimeOffset end,
        params IEnumerable<KeyValuePair<string, object?>> tags)
    {
        if (_span is not null)
        {
            using Activity? span = Source.StartActivity(
                name, ActivityKind.Internal, _span.Context, tags, links: null, startTime: start);
            span?.SetEndTime(end.UtcDateTime);
        }
    }
}
