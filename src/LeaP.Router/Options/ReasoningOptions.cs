using System.ComponentModel.DataAnnotations;

namespace LeaP.Router.Options;

/// <summary>Limits of sessions. Section <c>Router:Sessions</c>.</summary>
public sealed class ReasoningOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Router:Sessions";

    /// <summary>Longest a session may take when the request does not say.</summary>
    /// <value>Default 2 h; 1 s to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DefaultTimeLimit { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Longest a round waits for its last summary, counted from its first.</summary>
    /// <value>Default 10 min; 10 ms to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00")]
    public TimeSpan RoundTimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Share of a round's living paths whose summaries close it when the request does not say; 1 waits for all.</summary>
    /// <value>Default 1; 0.01 to 1.</value>
    [Range(0.01, 1.0)]
    public double RoundQuorum { get; set; } = 1;

    /// <summary>
    /// Longest a worker lets a path wait for its peer block before it goes on alone; longer than
    /// <see cref="RoundTimeLimit"/>, so that a straggler is the router's to judge.
    /// </summary>
    /// <value>Default 15 min; 10 ms to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00")]
    public TimeSpan PeerWaitLimit { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Longest a session waits for free path slots.</summary>
    /// <value>Default 10 min; 10 ms to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00")]
    public TimeSpan PlacementTimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a session waits here while no worker of its model is linked, before it is left to the other routers that
    /// share the store. Without a shared store it waits for <see cref="PlacementTimeLimit"/>.
    /// </summary>
    /// <value>Default 1 min; 10 ms to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00")]
    public TimeSpan WorkerlessLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long sessions may run on when the router is told to stop, and no other router goes on with them. New ones are
    /// refused meanwhile; what still runs then ends with ROUTER_STOPPING.
    /// </summary>
    /// <value>Default 0; 0 to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DrainGrace { get; set; } = TimeSpan.Zero;

    /// <summary>Times a path may be placed, the first included.</summary>
    /// <value>Default 4; 1 to 100.</value>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>Sessions that may wait for path slots.</summary>
    /// <value>Default 1024; 0 to 1000000.</value>
    [Range(0, 1_000_000)]
    public int QueueLimit { get; set; } = 1024;

    /// <summary>How long an ended session is kept.</summary>
    /// <value>Default 1 h; 0 to 7 d.</value>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Ended sessions kept; the oldest go first.</summary>
    /// <value>Default 1000; 0 to 1000000.</value>
    [Range(0, 1_000_000)]
    public int MaxEndedSessions { get; set; } = 1000;

    /// <summary>Events kept for each session; the oldest go first.</summary>
    /// <value>Default 100000; 100 to 10000000.</value>
    [Range(100, 10_000_000)]
    public int MaxEvents { get; set; } = 100_000;

    /// <summary>Longest problem in characters.</summary>
    /// <value>Default 32768; 1 to 1000000.</value>
    [Range(1, 1_000_000)]
    public int MaxProblemCharacters { get; set; } = 32_768;

    /// <summary>Most paths of one session.</summary>
    /// <value>Default 64; 1 to 1024.</value>
    [Range(1, 1024)]
    public int MaxPaths { get; set; } = 64;
}
