namespace LeaP.Reasoning.Storage;

/// <summary>
/// Keeps sessions beyond the life of the process that runs them. Events and snapshots are bytes to it. One owner writes
/// a session at a time, under its lease; anybody reads. Every call may throw <see cref="SessionStoreException"/> when
/// the store does not answer, and <see cref="OperationCanceledException"/>.
/// </summary>
public interface ISessionStore
{
    /// <summary>Life of a lease since it was last given, renewed or written under.</summary>
    TimeSpan LeaseTime { get; }

    /// <summary>Binds a request to a session, once: the first claim wins.</summary>
    /// <param name="requestId">The client's request.</param>
    /// <param name="sessionId">The session to bind it to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session it is bound to, by this claim or an earlier one.</returns>
    Task<string> ClaimRequestAsync(string requestId, string sessionId, CancellationToken cancellationToken);

    /// <summary>Finds the session of a request.</summary>
    /// <param name="requestId">The client's request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session; null for an unknown or expired request.</returns>
    Task<string?> FindRequestAsync(string requestId, CancellationToken cancellationToken);

    /// <summary>Frees a request for another claim.</summary>
    /// <param name="requestId">The client's request.</param>
    /// <param name="sessionId">The session; a request that is bound to another one stays as it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task ForgetRequestAsync(string requestId, string sessionId, CancellationToken cancellationToken);

    /// <summary>Takes the right to write a session; earlier leases end with it.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="owner">Who wants it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lease; null while the lease of another owner lives.</returns>
    Task<SessionLease?> AcquireLeaseAsync(string sessionId, string owner, CancellationToken cancellationToken);

    /// <summary>Prolongs a lease, also one that ran out, as long as nobody else took the session since.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LeaseLostException">Somebody took the session, or the store has forgotten it.</exception>
    Task RenewLeaseAsync(SessionLease lease, CancellationToken cancellationToken);

    /// <summary>Says who holds a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The owner of the living lease; null when there is none.</returns>
    Task<string?> FindOwnerAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>
    /// Appends events and prolongs the lease. Events that are stored already are skipped, so a call that failed halfway
    /// can be repeated. When the first event does not follow the last one stored, nothing is appended, unless a gap is
    /// allowed.
    /// </summary>
    /// <param name="lease">The lease.</param>
    /// <param name="events">Events in order, at least one.</param>
    /// <param name="allowGap">True when the events before the first one are lost for good.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Sequence of the last event stored now; 0 for none.</returns>
    /// <exception cref="LeaseLostException">Somebody took the session, or the store has forgotten it.</exception>
    Task<long> AppendEventsAsync(
        SessionLease lease,
        IReadOnlyList<StoredEvent> events,
        bool allowGap,
        CancellationToken cancellationToken);

    /// <summary>Reads events. Where old ones were dropped, the first one read does not follow the one asked for.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="after">The last sequence the reader has; 0 for none.</param>
    /// <param name="limit">Most events to return; 1 or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Events in order; none when there are no later ones.</returns>
    Task<IReadOnlyList<StoredEvent>> ReadEventsAsync(
        string sessionId,
        long after,
        int limit,
        CancellationToken cancellationToken);

    /// <summary>Says how far the log of a session reaches.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Sequence of the last event stored; 0 for none.</returns>
    Task<long> FindLastSequenceAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>Replaces the snapshot of a session and prolongs the lease.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LeaseLostException">Somebody took the session, or the store has forgotten it.</exception>
    Task SaveSnapshotAsync(
        SessionLease lease,
        ReadOnlyMemory<byte> snapshot,
        CancellationToken cancellationToken);

    /// <summary>Loads the snapshot of a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The snapshot; null for an unknown or expired session.</returns>
    Task<ReadOnlyMemory<byte>?> LoadSnapshotAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>Gives the lease of an ended session back and says how much longer the session is kept.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="requestId">The request that started the session; empty for none.</param>
    /// <param name="keepFor">How long the session and its request are kept; 0 forgets them now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LeaseLostException">Somebody took the session, or the store has forgotten it.</exception>
    Task CloseAsync(SessionLease lease, string requestId, TimeSpan keepFor, CancellationToken cancellationToken);
}
