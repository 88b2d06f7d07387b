using System.ComponentModel.DataAnnotations;

namespace LeaP.Router.Options;

/// <summary>Where the router listens. Section <c>Router</c>.</summary>
public sealed class RouterOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Router";

    /// <summary>IP address to listen on; <c>0.0.0.0</c> for every interface.</summary>
    /// <value>Default 127.0.0.1.</value>
    [Required]
    public string ListenAddress { get; set; } = "127.0.0.1";

    /// <summary>Port for clients, HTTP/2 without TLS. 0 takes a free one.</summary>
    /// <value>Default 8080; 0 to 65535.</value>
    [Range(0, 65535)]
    public int ClientPort { get; set; } = 8080;

    /// <summary>Port for workers, HTTP/2 without TLS. 0 takes a free one.</summary>
    /// <value>Default 8081; 0 to 65535.</value>
    [Range(0, 65535)]
    public int LinkPort { get; set; } = 8081;

    /// <summary>Port for probes, HTTP/1.1. 0 takes a free one.</summary>
    /// <value>Default 8082; 0 to 65535.</value>
    [Range(0, 65535)]
    public int ProbePort { get; set; } = 8082;

    /// <summary>Whether clients may ask for the API by gRPC reflection; unset means only in Development.</summary>
    /// <value>Default unset.</value>
    public bool? Reflection { get; set; }

    /// <summary>
    /// How long a connection of a client or worker may be silent before it is pinged; shorter than the idle limits of what
    /// stands between, so that a session that thinks long keeps its connection.
    /// </summary>
    /// <value>Default 20 s; 1 s to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan PingDelay { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a ping waits for its answer before the connection counts as broken.</summary>
    /// <value>Default 20 s; 1 s to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan PingTimeLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Where sessions are kept: <c>memory</c> ends with this process, <c>redis</c> outlives it and is shared by routers.
    /// </summary>
    /// <value>Default memory; or redis.</value>
    [Required]
    public string Store { get; set; } = StoreNames.Memory;
}
