using System.ComponentModel.DataAnnotations;

namespace LeaP.Router.Options;

/// <summary>
/// How much clients may take of this router. A file with keys can say otherwise for a client. Section <c>Router:Limits</c>.
/// </summary>
public sealed class LimitOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Router:Limits";

    /// <summary>Connections open at once on each port; more are closed as they come.</summary>
    /// <value>Default 10000; 1 to 1000000.</value>
    [Range(1, 1_000_000)]
    public int Connections { get; set; } = 10_000;

    /// <summary>Calls at once over one connection; clients wait with more, or open another connection.</summary>
    /// <value>Default 100; 1 to 10000.</value>
    [Range(1, 10_000)]
    public int CallsPerConnection { get; set; } = 100;

    /// <summary>Longest headers of a call, all together, in bytes.</summary>
    /// <value>Default 16384; 1024 to 1048576.</value>
    [Range(1024, 1_048_576)]
    public int HeaderBytes { get; set; } = 16_384;

    /// <summary>Longest request of a client in bytes.</summary>
    /// <value>Default 4194304; 1024 to 16777216.</value>
    [Range(1024, 16_777_216)]
    public int RequestBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Sessions that one client may have waiting or running at once; 0 for any number.</summary>
    /// <value>Default 0; 0 to 1000000.</value>
    [Range(0, 1_000_000)]
    public int SessionsPerClient { get; set; }

    /// <summary>Paths of all waiting and running sessions of one client; 0 for any number.</summary>
    /// <value>Default 0; 0 to 1000000.</value>
    [Range(0, 1_000_000)]
    public int PathsPerClient { get; set; }

    /// <summary>
    /// Tokens a minute that one client's sessions may generate. A client beyond it starts no more sessions until its
    /// average is below again; sessions that run go on. 0 for any number.
    /// </summary>
    /// <value>Default 0; 0 to 2000000000.</value>
    [Range(0, 2_000_000_000)]
    public int TokensPerMinutePerClient { get; set; }
}
