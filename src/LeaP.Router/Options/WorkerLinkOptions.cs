using System.ComponentModel.DataAnnotations;

namespace LeaP.Router.Options;

/// <summary>Terms of the links with workers. Section <c>Router:Link</c>.</summary>
public sealed class WorkerLinkOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Router:Link";

    /// <summary>Longest wait for a worker's hello.</summary>
    /// <value>Default 10 s; 100 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan HelloTimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often either side shows that it lives.</summary>
    /// <value>Default 2 s; 50 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Silence after which either side gives the link up; longer than <see cref="ReportInterval"/>.</summary>
    /// <value>Default 15 s; 100 ms to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan SilenceLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long the router waits for a worker whose connection broke to come back and go on with its paths, before it moves
    /// them; 0 moves them at once.
    /// </summary>
    /// <value>Default 2 s; 0 to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ReturnGrace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Messages that may wait for a worker that reads slowly.</summary>
    /// <value>Default 4096; 16 to 1000000.</value>
    [Range(16, 1_000_000)]
    public int OutboxCapacity { get; set; } = 4096;

    /// <summary>How long lost workers are still listed.</summary>
    /// <value>Default 10 min; 0 to 7 d.</value>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan LostWorkerRetention { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a drained worker's paths may run on when the caller does not say.</summary>
    /// <value>Default 5 min; 0 to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DrainGrace { get; set; } = TimeSpan.FromMinutes(5);
}
