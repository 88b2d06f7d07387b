using System.Diagnostics;
using System.Diagnostics.Metrics;
using LeaP.Hosting.Telemetry;

namespace LeaP.Router.Telemetry;

/// <summary>What the router counts and measures, by the names of docs/metrics.md. No attribute names a session.</summary>
internal sealed class RouterMetrics
{
    private readonly Counter<long> _started;
    private readonly Counter<long> _ended;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _queued;
    private readonly Counter<long> _placed;
    private readonly Counter<long> _moved;
    private readonly Counter<long> _pathsEnded;
    private readonly Counter<long> _tokens;
    private readonly Histogram<double> _roundDuration;
    private readonly Histogram<double> _barrierShare;
    private readonly Counter<long> _late;
    private readonly Histogram<double> _routing;
    private readonly Histogram<double> _similarity;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes their meter.</param>
    public RouterMetrics(IMeterFactory meters)
    {
        var seconds = new InstrumentAdvice<double> { HistogramBucketBoundaries = TelemetryNames.Seconds };
        var shares = new InstrumentAdvice<double> { HistogramBucketBoundaries = TelemetryNames.Shares };
        Meter = meters.Create(TelemetryNames.Router);
        _started = Meter.CreateCounter<long>("leap.session.started", "{session}", "Sessions accepted.");
        _ended = Meter.CreateCounter<long>("leap.session.ended", "{session}", "Sessions ended, by state.");
        _duration = Meter.CreateHistogram(
            "gen_ai.server.request.duration", "s", "Time from a session's acceptance to its end.", null, seconds);
        _queued = Meter.CreateHistogram(
            "leap.queue.duration", "s", "Time a new session waited for path slots.", null, seconds);
        _placed = Meter.CreateCounter<long>("leap.path.placed", "{path}", "Paths placed on workers.");
        _moved = Meter.CreateCounter<long>("leap.path.moved", "{path}", "Paths placed again, after a worker or the path failed.");
        _pathsEnded = Meter.CreateCounter<long>("leap.path.ended", "{path}", "Paths ended, by why.");
        _tokens = Meter.CreateCounter<long>("leap.token.used", "{token}", "Tokens of ended paths, by kind.");
        _roundDuration = Meter.CreateHistogram(
            "leap.round.duration", "s", "Time from when a round's first path went on to its routing.", null, seconds);
        _barrierShare = Meter.CreateHistogram(
            "leap.round.barrier.share", "1", "Share of a round that its paths waited for each other.", null, shares);
        _late = Meter.CreateCounter<long>("leap.round.late", "{path}", "Paths that missed their round.");
        _routing = Meter.CreateHistogram(
            "leap.routing.duration", "s", "Time to compare a round's summaries and choose every path's peers.", null, seconds);
        _similarity = Meter.CreateHistogram(
            "leap.peer.similarity", "1", "Similarity of each path's summary to those it hears.", null, shares);
    }

    /// <summary>The meter, for gauges.</summary>
    public Meter Meter { get; }

    /// <summary>Counts a session that was accepted.</summary>
    public void SessionStarted(string model)
    {
        _started.Add(1, Of(model));

        // What seldom happens is shown as 0 from the start, so that its first time is a change.
        _late.Add(0, Of(model));
        _ended.Add(0, Of(model), State("failed"));
    }

    /// <summary>Counts a session that ended.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="state">How it ended.</param>
    /// <param name="error">Reason of its failure; null for none.</param>
    /// <param name="duration">How long it took.</param>
    public void SessionEnded(string model, string state, string? error, TimeSpan duration)
    {
        _ended.Add(1, Of(model), State(state));
        var tags = new TagList { Of(model), KeyValuePair.Create(TelemetryNames.Operation, (object?)SessionTelemetry.Operation) };
        if (error is not null)
        {
            tags.Add(TelemetryNames.ErrorType, error);
        }

        _duration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>Measures how long a new session waited for slots.</summary>
    public void Queued(string model, TimeSpan wait) => _queued.Record(wait.TotalSeconds, Of(model));

    /// <summary>Counts a placed path.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="again">True when it was placed before.</param>
    public void PathPlaced(string model, bool again)
    {
        _placed.Add(1, Of(model));
        _moved.Add(again ? 1 : 0, Of(model));
    }

    /// <summary>Counts a path that ended, and its tokens by kind.</summary>
    public void PathEnded(string model, string reason, ReadOnlySpan<(string Kind, long Count)> tokens)
    {
        _pathsEnded.Add(1, Of(model), KeyValuePair.Create("leap.path.finish_reason", (object?)reason));
        foreach ((string kind, long count) in tokens)
        {
            _tokens.Add(count, Of(model), KeyValuePair.Create("leap.token.kind", (object?)kind));
        }
    }

    /// <summary>Measures a round.</summary>
    /// <param name="model">The session's model.</param>
    /// <param name="duration">From when its first path went on to its routing.</param>
    /// <param name="barrierShare">Share of that which its paths waited, in [0, 1].</param>
    /// <param name="late">Paths that missed it.</param>
    public void RoundClosed(string model, TimeSpan duration, double barrierShare, int late)
    {
        _roundDuration.Record(duration.TotalSeconds, Of(model));
        _barrierShare.Record(barrierShare, Of(model));
        _late.Add(late, Of(model));
    }

    /// <summary>Measures one pass of routing.</summary>
    public void Routed(string policy, TimeSpan duration) => _routing.Record(duration.TotalSeconds, Policy(policy));

    /// <summary>Measures how alike a path and one it hears are.</summary>
    public void Heard(string policy, double similarity) => _similarity.Record(similarity, Policy(policy));

    private static KeyValuePair<string, object?> Of(string model) => KeyValuePair.Create(TelemetryNames.Model, (object?)model);

    private static KeyValuePair<string, object?> State(string state) => KeyValuePair.Create("leap.session.state", (object?)state);

    private static KeyValuePair<string, object?> Policy(string policy) => KeyValuePair.Create("leap.routing.policy", (object?)policy);
}
