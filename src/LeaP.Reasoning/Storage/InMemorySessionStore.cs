namespace LeaP.Reasoning.Storage;

/// <summary>
/// A store for routers of one process, and for tests: it keeps the contract and forgets everything with its process.
/// </summary>
/// <param name="limits">How much is kept.</param>
/// <param name="maxSessions">Sessions, and requests, kept; those that expire first go first. 1 or more.</param>
/// <param name="time">The clock.</param>
public sealed partial class InMemorySessionStore(SessionStoreLimits limits, int maxSessions, TimeProvider time) : ISessionStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoredSession> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string SessionId, DateTimeOffset KeptUntil)> _requests =
        new(StringComparer.Ordinal);

    /// <inheritdoc />
    public TimeSpan LeaseTime => limits.LeaseTime;

    /// <inheritdoc />
    public Task<string> ClaimRequestAsync(string requestId, string sessionId, CancellationToken cancellationToken) =>
        InTurn(
            now =>
            {
                if (_requests.TryGetValue(requestId, out (string SessionId, DateTimeOffset KeptUntil) known))
                {
                    return known.SessionId;
                }

                MakeRoom(_requests, entry => entry.KeptUntil);
                _requests[requestId] = (sessionId, now + limits.Retention);
                return sessionId;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<string?> FindRequestAsync(string requestId, CancellationToken cancellationToken) =>
        InTurn(
            _ => _requests.TryGetValue(requestId, out (string SessionId, DateTimeOffset) known) ? known.SessionId : null,
            cancellationToken);

    /// <inheritdoc />
    public Task ForgetRequestAsync(string requestId, string sessionId, CancellationToken cancellationToken) =>
        InTurn(
            _ => _requests.TryGetValue(requestId, out (string SessionId, DateTimeOffset) known)
                && known.SessionId == sessionId
                && _requests.Remove(requestId),
            cancellationToken);

    /// <inheritdoc />
    public Task<SessionLease?> AcquireLeaseAsync(
        string sessionId,
        string owner,
        CancellationToken cancellationToken) =>
        InTurn(
            now =>
            {
                if (!_sessions.TryGetValue(sessionId, out StoredSession? session))
                {
                    MakeRoom(_sessions, entry => entry.KeptUntil);
                    session = new StoredSession();
                    _sessions[sessionId] = session;
                }
                else if (session.Owner != owner && session.LeasedUntil > now)
                {
                    return null;
                }

                session.Owner = owner;
                session.Token++;
                Prolong(session, now);
                return new SessionLease(sessionId, owner, session.Token);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task RenewLeaseAsync(SessionLease lease, CancellationToken cancellationToken) =>
        InTurn(now => Held(lease, now), cancellationToken);

    /// <inheritdoc />
    public Task<string?> FindOwnerAsync(string sessionId, CancellationToken cancellationToken) =>
        InTurn(
            now => _sessions.TryGetValue(sessionId, out StoredSession? session) && session.LeasedUntil > now
                ? session.Owner
                : null,
            cancellationToken);

    /// <inheritdoc />
    public Task<long> AppendEventsAsync(
        SessionLease lease,
        IReadOnlyList<StoredEvent> events,
        bool allowGap,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(events.Count);
        return InTurn(
            now =>
            {
                StoredSession session = Held(lease, now);
                if (allowGap || events[0].Sequence <= session.LastSequence + 1)
                {
                    session.Events.AddRange(events.SkipWhile(stored => stored.Sequence <= session.LastSequence));
                    session.Events.RemoveRange(0, Math.Max(0, session.Events.Count - limits.MaxEvents));
                }

                return session.LastSequence;
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredEvent>> ReadEventsAsync(
        string sessionId,
        long after,
        int limit,
        CancellationToken cancellationToken) =>
        InTurn<IReadOnlyList<StoredEvent>>(
            _ => _sessions.TryGetValue(sessionId, out StoredSession? session)
                ? [.. session.Events.Where(stored => stored.Sequence > after).Take(limit)]
                : [],
            cancellationToken);

    /// <inheritdoc />
    public Task<long> FindLastSequenceAsync(string sessionId, CancellationToken cancellationToken) =>
        InTurn(
            _ => _sessions.TryGetValue(sessionId, out StoredSession? session) ? session.LastSequence : 0,
            cancellationToken);

    /// <inheritdoc />
    public Task SaveSnapshotAsync(
        SessionLease lease,
        ReadOnlyMemory<byte> snapshot,
        CancellationToken cancellationToken) =>
        InTurn(now => Held(lease, now).Snapshot = snapshot, cancellationToken);

    /// <inheritdoc />
    public Task<ReadOnlyMemory<byte>?> LoadSnapshotAsync(string sessionId, CancellationToken cancellationToken) =>
        InTurn(
            _ => _sessions.TryGetValue(sessionId, out StoredSession? session) ? session.Snapshot : null,
            cancellationToken);

    /// <inheritdoc />
    public Task CloseAsync(
        SessionLease lease,
        string requestId,
        TimeSpan keepFor,
        CancellationToken cancellationToken) =>
        InTurn(
            now =>
            {
                StoredSession session = Held(lease, now);
                session.LeasedUntil = now;
                session.KeptUntil = now + keepFor;
                if (_requests.TryGetValue(requestId, out (string SessionId, DateTimeOffset) known)
                    && known.SessionId == lease.SessionId)
                {
                    _requests[requestId] = (known.SessionId, session.KeptUntil);
                }

                return session;
            },
            cancellationToken);

    private StoredSession Held(SessionLease lease, DateTimeOffset now)
    {
        if (!_sessions.TryGetValue(lease.SessionId, out StoredSession? session)
            || session.Token != lease.Token
            || session.Owner != lease.Owner)
        {
            throw new LeaseLostException(lease);
        }

        Prolong(session, now);
        return session;
    }

    private void Prolong(StoredSession session, DateTimeOffset now)
    {
        session.LeasedUntil = now + limits.LeaseTime;
        session.KeptUntil = now + limits.Retention;
    }

    private void MakeRoom<T>(Dictionary<string, T> entries, Func<T, DateTimeOffset> keptUntil)
    {
        if (entries.Count >= maxSessions)
        {
            entries.Remove(entries.MinBy(entry => keptUntil(entry.Value)).Key);
        }
    }

    private Task<T> InTurn<T>(Func<DateTimeOffset, T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            foreach (string id in _sessions.Where(e => e.Value.KeptUntil <= now).Select(e => e.Key).ToArray())
            {
                _sessions.Remove(id);
            }

            foreach (string id in _requests.Where(e => e.Value.KeptUntil <= now).Select(e => e.Key).ToArray())
            {
                _requests.Remove(id);
            }

            try
            {
                return Task.FromResult(work(now));
            }
            catch (LeaseLostException exception)
            {
                return Task.FromException<T>(exception);
            }
        }
    }
}
