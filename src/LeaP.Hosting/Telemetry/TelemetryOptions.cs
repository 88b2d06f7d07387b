using System.ComponentModel.DataAnnotations;

namespace LeaP.Hosting.Telemetry;

/// <summary>What a router or a worker tells of itself. Section <c>Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Telemetry";

    /// <summary>Whether metrics are gathered and shown at <c>/metrics</c> of the probe port.</summary>
    /// <value>Default true.</value>
    public bool Metrics { get; set; } = true;

    /// <summary>Address of an OpenTelemetry collector that takes traces as OTLP over gRPC; empty for no traces.</summary>
    /// <value>Default empty; else a URL such as http://collector:4317.</value>
    public string OtlpEndpoint { get; set; } = "";

    /// <summary>Share of sessions that are traced, of those whose client does not trace already.</summary>
    /// <value>Default 1; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double TraceRatio { get; set; } = 1;

    /// <summary>
    /// How log lines are written to the console: <c>text</c>, or <c>json</c>, one object a line with the event's number
    /// and the trace it belongs to.
    /// </summary>
    /// <value>Default text; or json.</value>
    [Required]
    public string LogFormat { get; set; } = LogFormats.Text;

    /// <summary>The collector; null when there is none or its address is wrong.</summary>
    internal Uri? Collector =>
        Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out Uri? address) && address.Scheme is ("http" or "https")
            ? address
            : null;
}
