using System.ComponentModel.DataAnnotations;

namespace LeaP.Worker.Options;

/// <summary>Who the worker is and where its router is. Section <c>Worker</c>.</summary>
public sealed class WorkerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Worker";

    /// <summary>Name of the worker, stable over restarts: in Kubernetes the pod's name.</summary>
    /// <value>Default: machine name and process id. 1 to 63 characters.</value>
    [Required]
    [StringLength(63, MinimumLength = 1)]
    public string Id { get; set; } = DefaultId();

    /// <summary>
    /// Address of the router's port for workers, or several separated by commas; <see cref="Links"/> says how many of them
    /// the worker is linked to. A name that stands for several machines is looked up again for each dial.
    /// </summary>
    /// <value>Default http://127.0.0.1:8081.</value>
    [Required]
    public string RouterAddress { get; set; } = "http://127.0.0.1:8081";

    /// <summary>
    /// Whether the worker is linked to one of its routers at a time, going on to the next when one is not there and staying
    /// where it was accepted until that link ends, or to each of them at once, each with an equal share of its slots.
    /// </summary>
    /// <value>Default One; or Each.</value>
    [EnumDataType(typeof(WorkerLinks))]
    public WorkerLinks Links { get; set; }

    /// <summary>Shortest wait before the router is dialled again; doubles with each failure, with jitter.</summary>
    /// <value>Default 200 ms; 1 ms to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan RedialMin { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait before the router is dialled again.</summary>
    /// <value>Default 10 s; 1 ms to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan RedialMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the router's answer to the hello.</summary>
    /// <value>Default 10 s; 10 ms to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00")]
    public TimeSpan HelloTimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the text of paths whose clients watch it is reported.</summary>
    /// <value>Default 100 ms; 1 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan TextInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long paths may run on when the worker is told to stop; what is left is moved by the router.</summary>
    /// <value>Default 0; 0 to 1 d.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DrainGrace { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// How long paths run on when the link breaks, so that they can go on over a new one; 0 stops them at once. Longer than
    /// the router waits for a worker to come back is of no use.
    /// </summary>
    /// <value>Default 10 s; 0 to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan HoldTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Messages that may wait for a router that reads slowly; paths pause when it is full.</summary>
    /// <value>Default 4096; 16 to 1000000.</value>
    [Range(16, 1_000_000)]
    public int OutboxCapacity { get; set; } = 4096;

    /// <summary>Port for probes and metrics, HTTP/1.1: <c>/healthz</c>, <c>/readyz</c>, <c>/metrics</c>. 0 takes a free one.</summary>
    /// <value>Default unset: no port; 0 to 65535.</value>
    [Range(0, 65535)]
    public int? ProbePort { get; set; }

    /// <summary>IP address that <see cref="ProbePort"/> is opened on; <c>0.0.0.0</c> for every interface.</summary>
    /// <value>Default 127.0.0.1.</value>
    [Required]
    public string ProbeAddress { get; set; } = "127.0.0.1";

    /// <summary>Labels shown to operators: GPU, node and so on.</summary>
    /// <value>Default none.</value>
    public Dictionary<string, string> Labels { get; } = [];

    private static string DefaultId()
    {
        string id = $"{Environment.MachineName}-{Environment.ProcessId}".ToLowerInvariant();
        return id.Length <= 63 ? id : id[^63..];
    }
}
