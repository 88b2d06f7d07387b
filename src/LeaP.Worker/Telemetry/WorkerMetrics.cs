using System.Diagnostics.Metrics;
using LeaP.Hosting.Telemetry;

namespace LeaP.Worker.Telemetry;

/// <summary>What a worker measures, by the names of docs/metrics.md. No attribute names a session.</summary>
internal sealed class WorkerMetrics
{
    private static readonly double[] TokenSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

    private readonly Histogram<double> _timePerToken;
    private readonly Histogram<double> _prefill;
    private long _heldTokens;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes their meter.</param>
    public WorkerMetrics(IMeterFactory meters)
    {
        Meter = meters.Create(TelemetryNames.Worker);
        _timePerToken = Meter.CreateHistogram(
            "gen_ai.server.time_per_output_token", "s", "Mean time between two tokens of one path, one value a turn, summary or answer.",
            null, new InstrumentAdvice<double> { HistogramBucketBoundaries = TokenSeconds });
        _prefill = Meter.CreateHistogram(
            "leap.prefill.duration", "s", "Time until text stood in a path's context, waiting for its turn included.",
            null, new InstrumentAdvice<double> { HistogramBucketBoundaries = TelemetryNames.Seconds });
    }

    /// <summary>The meter, for gauges.</summary>
    public Meter Meter { get; }

    /// <summary>Tokens that the contexts of all paths held when they last paused.</summary>
    public long HeldTokens => Interlocked.Read(ref _heldTokens);

    /// <summary>Measures one call that drew tokens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="tokens">Tokens drawn; nothing is measured for 0.</param>
    public void Generated(string model, TimeSpan duration, int tokens)
    {
        if (tokens > 0)
        {
            _timePerToken.Record(
                duration.TotalSeconds / tokens,
                KeyValuePair.Create(TelemetryNames.Model, (object?)model),
                KeyValuePair.Create(TelemetryNames.Operation, (object?)PathTelemetry.Operation));
        }
    }

    /// <summary>Measures a prefill.</summary>
    /// <param name="kind">What was prefilled: <c>prompt</c> or <c>append</c>.</param>
    /// <param name="duration">How long it took.</param>
    public void Prefilled(string kind, TimeSpan duration) =>
        _prefill.Record(duration.TotalSeconds, KeyValuePair.Create("leap.prefill.kind", (object?)kind));

    /// <summary>Counts tokens that contexts hold more, or less.</summary>
    /// <param name="tokens">The difference.</param>
    public void Hold(int tokens) => Interlocked.Add(ref _heldTokens, tokens);
}
