namespace LeaP.Benchmarks.Telemetry;

/// <summary>How much a cluster tells of itself.</summary>
internal enum TelemetryUse
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Metrics, scraped every second; traces are off unless somebody names a collector.</summary>
    Metrics,

    /// <summary>The same, and a trace of every session, sent to a collector.</summary>
    MetricsAndTraces,
}
