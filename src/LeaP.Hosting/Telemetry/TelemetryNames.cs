namespace LeaP.Hosting.Telemetry;

/// <summary>Names under which the services' metrics and spans are gathered, and attributes that both use.</summary>
public static class TelemetryNames
{
    /// <summary>Meter and activity source of the router.</summary>
    public const string Router = "leap.router";

    /// <summary>Meter and activity source of a worker.</summary>
    public const string Worker = "leap.worker";

    /// <summary>Attribute: name of the model, as clients ask for it.</summary>
    public const string Model = "gen_ai.request.model";

    /// <summary>Attribute: what is done, by the conventions for generative AI.</summary>
    public const string Operation = "gen_ai.operation.name";

    /// <summary>Attribute: reason of a failure, one of <see cref="Protocol.ErrorReasons"/>.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Attribute of spans alone: the session.</summary>
    public const string SessionId = "leap.session.id";

    /// <summary>Bucket boundaries for durations, in seconds: from a routing pass to a session of an hour.</summary>
    public static IReadOnlyList<double> Seconds { get; } =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600];

    /// <summary>Bucket boundaries for shares in [0, 1].</summary>
    public static IReadOnlyList<double> Shares { get; } = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
}
