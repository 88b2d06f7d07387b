using System.ComponentModel.DataAnnotations;

namespace LeaP.Storage.Redis;

/// <summary>Where Redis is and how much is kept there. Section <c>Router:Redis</c>.</summary>
public sealed class RedisStorageOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Router:Redis";

    /// <summary>Where Redis listens: <c>host:port</c>, several of one replicated Redis separated by commas.</summary>
    /// <value>Default 127.0.0.1:6379.</value>
    [Required]
    public string Endpoints { get; set; } = "127.0.0.1:6379";

    /// <summary>Name of the ACL user; empty for Redis's default user.</summary>
    /// <value>Default empty.</value>
    public string User { get; set; } = "";

    /// <summary>File that holds the user's password; read when the first connection is made. Empty for no password.</summary>
    /// <value>Default empty.</value>
    public string PasswordFile { get; set; } = "";

    /// <summary>Whether to speak TLS.</summary>
    /// <value>Default false.</value>
    public bool Tls { get; set; }

    /// <summary>PEM file with the authority that signed Redis's certificate; empty for those the system trusts.</summary>
    /// <value>Default empty.</value>
    public string AuthorityFile { get; set; } = "";

    /// <summary>Number of the Redis database.</summary>
    /// <value>Default 0; 0 to 1000.</value>
    [Range(0, 1000)]
    public int Database { get; set; }

    /// <summary>What every key begins with, so that several installations can share one Redis.</summary>
    /// <value>Default leap:; 1 to 64 characters without braces, blanks and glob signs.</value>
    [Required]
    [RegularExpression(@"^[^\s{}\[\]*?\\]{1,64}$")]
    public string KeyPrefix { get; set; } = "leap:";

    /// <summary>Longest wait for a connection.</summary>
    /// <value>Default 5 s; 100 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeLimit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait for the answer to one command.</summary>
    /// <value>Default 3 s; 50 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan CommandTimeLimit { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Life of a router's lease on a session since it was last renewed; a router that is silent this long is lost.</summary>
    /// <value>Default 30 s; 100 ms to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a session is kept since it was last written, if its end is never stored.</summary>
    /// <value>Default 1 d; 1 s to 30 d.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Events kept for each session; the oldest go first.</summary>
    /// <value>Default 100000; 1 to 10000000.</value>
    [Range(1, 10_000_000)]
    public int MaxEvents { get; set; } = 100_000;
}
