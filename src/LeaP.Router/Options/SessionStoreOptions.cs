using System.ComponentModel.DataAnnotations;

namespace LeaP.Router.Options;

/// <summary>How the router works with a store that outlives it. Section <c>Router:Redis</c>.</summary>
public sealed class SessionStoreOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Router:Redis";

    /// <summary>
    /// Whether new sessions are accepted while the store does not answer. They are stored when it does again; until then a
    /// <c>request_id</c> is known to this router alone, so a call repeated at another router runs twice.
    /// </summary>
    /// <value>Default false.</value>
    public bool AcceptWhileAway { get; set; }

    /// <summary>
    /// Whether a session whose router is gone goes on at the router that is asked for it next, and whether a router that
    /// stops leaves its sessions to the others. False ends them: with ROUTER_LOST, and with ROUTER_STOPPING.
    /// </summary>
    /// <value>Default true.</value>
    public bool TakeOver { get; set; } = true;

    /// <summary>
    /// Whether clients see events while the store is away, before they are stored. If their router is lost then too, the
    /// session goes on from the last event that was stored, and numbers that a client has seen are used again. False lets
    /// clients wait for the store.
    /// </summary>
    /// <value>Default true.</value>
    public bool ShowWhileAway { get; set; } = true;

    /// <summary>Pause before a store that did not answer is asked again; clients are told the same.</summary>
    /// <value>Default 1 s; 10 ms to 5 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:05:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Shortest time between two snapshots of a running session; its end is stored at once.</summary>
    /// <value>Default 5 s; 0 to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SnapshotInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the events of a session that another router runs are looked for.</summary>
    /// <value>Default 250 ms; 10 ms to 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// How long a running session may be without an owner before its router counts as lost; longer than
    /// <see cref="RetryDelay"/>, so that routers can renew their leases after the store itself was away.
    /// </summary>
    /// <value>Default 5 s; 20 ms to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00.02", "01:00:00")]
    public TimeSpan LossDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest a router that stops waits until its sessions are stored.</summary>
    /// <value>Default 5 s; 0 to 10 min.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan FlushTimeLimit { get; set; } = TimeSpan.FromSeconds(5);
}
