using LeaP.Reasoning.Storage;
using StackExchange.Redis;

namespace LeaP.Storage.Redis;

/// <summary>
/// Names of keys. All keys of a session carry its id in braces, so that a Redis cluster keeps them on one node.
/// </summary>
/// <param name="prefix">What every key begins with.</param>
internal sealed class RedisKeys(string prefix)
{
    /// <summary>Hash with owner and token of the newest lease; outlives the lease.</summary>
    /// <param name="sessionId">The session.</param>
    public RedisKey Holder(string sessionId) => $"{prefix}{{{sessionId}}}:holder";

    /// <summary>String with the owner; gone when the lease has run out.</summary>
    /// <param name="sessionId">The session.</param>
    public RedisKey Lease(string sessionId) => $"{prefix}{{{sessionId}}}:lease";

    /// <summary>Stream of events, whose ids are the sequences.</summary>
    /// <param name="sessionId">The session.</param>
    public RedisKey Events(string sessionId) => $"{prefix}{{{sessionId}}}:events";

    /// <summary>String with the name of the newest snapshot.</summary>
    /// <param name="sessionId">The session.</param>
    public RedisKey Newest(string sessionId) => $"{prefix}{{{sessionId}}}:newest";

    /// <summary>Name of the snapshots written under a lease, without the prefix.</summary>
    /// <param name="lease">The lease.</param>
    public static string SnapshotName(SessionLease lease) => $"{{{lease.SessionId}}}:snapshot:{lease.Token}:{lease.Owner}";

    /// <summary>Key of a snapshot.</summary>
    /// <param name="lease">The lease it was written under.</param>
    public RedisKey Snapshot(SessionLease lease) => prefix + SnapshotName(lease);

    /// <summary>Sorted set of the routers that tell of their workers, by when that runs out.</summary>
    public RedisKey Rosters => $"{prefix}{{rosters}}";

    /// <summary>String with what a router tells of its workers.</summary>
    /// <param name="router">The router.</param>
    public RedisKey Roster(string router) => $"{prefix}{{rosters}}:{router}";

    /// <summary>String with the session of a request.</summary>
    /// <param name="requestId">The request.</param>
    public RedisKey Request(string requestId) => $"{prefix}request:{requestId}";
}
