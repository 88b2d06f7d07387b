using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using LeaP.Protocol;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Storage;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Storage;
using Microsoft.Extensions.Options;
using Path = LeaP.Protocol.Reasoning.V1.Path;
using ProtoEvent = LeaP.Protocol.Reasoning.V1.SessionEvent;

namespace LeaP.Router.Sessions;

/// <summary>
/// Reads sessions that this router does not run from the store. A running session whose router is gone goes on here; one
/// that cannot gets an end that says so, which is stored like any other end.
/// </summary>
internal sealed partial class StoredSessions(
    SharedStore shared,
    SessionRecovery recovery,
    RouterIdentity router,
    IOptions<SessionStoreOptions> options,
    IOptions<ReasoningOptions> reasoning,
    TimeProvider time,
    ILogger<StoredSessions> logger) : IDisposable
{
    private const int PageSize = 256;

    // Two calls about one lost session would fence each other, since a router takes its own leases away.
    private readonly SemaphoreSlim _ending = new(1, 1);

    /// <summary>Finds the session of a request.</summary>
    /// <param name="requestId">The client's request id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session; null for an unknown request, and for one whose session left no trace.</returns>
    /// <exception cref="SessionStoreException">The store does not answer.</exception>
    public async Task<string?> FindRequestAsync(string requestId, CancellationToken cancellationToken)
    {
        if (shared.Store is not { } store
            || !Guid.TryParse(requestId, out Guid id)
            || await store.FindRequestAsync(id.ToString(), cancellationToken) is not { } sessionId)
        {
            return null;
        }

        if (await store.FindOwnerAsync(sessionId, cancellationToken) is not null
            || await store.LoadSnapshotAsync(sessionId, cancellationToken) is not null)
        {
            return sessionId;
        }

        // A router took the request and was gone before anything of the session was stored.
        await store.ForgetRequestAsync(id.ToString(), sessionId, cancellationToken);
        return null;
    }

    /// <summary>Finds a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session with everything; null for an unknown or expired one.</returns>
    /// <exception cref="SessionStoreException">The store does not answer.</exception>
    public async Task<Session?> FindAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (shared.Store is not { } store)
        {
            return null;
        }

        if (recovery.Find(sessionId) is { } runner)
        {
            return SessionMapping.ToProto(runner.Snapshot, SessionView.Full);
        }

        ReadOnlyMemory<byte>? stored = await store.LoadSnapshotAsync(sessionId, cancellationToken);
        Session? session = ToSession(stored);
        if (stored is null
            || session is null or { FinishTime: not null }
            || await store.FindOwnerAsync(sessionId, cancellationToken) is not null)
        {
            return session;
        }

        RecoveryChance chance = recovery.Judge(stored.Value);
        bool isLeft = StoredForm.ReadProgress(stored.Value) is { HandedOver: true };
        if (chance == RecoveryChance.Later)
        {
            return session;
        }

        if (chance == RecoveryChance.Never || !isLeft)
        {
            await Task.Delay(options.Value.LossDelay, time, cancellationToken);
        }

        await _ending.WaitAsync(cancellationToken);
        try
        {
            if (await store.FindOwnerAsync(sessionId, cancellationToken) is not null)
            {
                return await LoadAsync(store, sessionId, cancellationToken);
            }

            bool goesOn = chance == RecoveryChance.Now;
            return await recovery.TakeAsync(store, sessionId, goesOn, cancellationToken) is { } taken
                ? taken
                : await EndLostAsync(store, sessionId, cancellationToken);
        }
        catch (LeaseLostException)
        {
            return await LoadAsync(store, sessionId, cancellationToken);
        }
        finally
        {
            _ending.Release();
        }
    }

    /// <summary>Reads the events of a session to its end, also while another router runs it.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="after">The last sequence the reader has; 0 for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EventsTrimmedException">Events after <paramref name="after"/> are no longer kept.</exception>
    /// <exception cref="SessionUnknownException">The session is unknown or was forgotten meanwhile.</exception>
    /// <exception cref="SessionStoreException">The store does not answer.</exception>
    public async IAsyncEnumerable<ProtoEvent> WatchAsync(
        string sessionId,
        long after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ISessionStore store = shared.Store ?? throw new SessionUnknownException(sessionId);
        while (true)
        {
            if (recovery.Find(sessionId) is { } runner && runner.Feed.Covers(after))
            {
                await foreach (SessionEvent live in runner.Feed.ReadAsync(after, cancellationToken))
                {
                    yield return SessionMapping.ToProto(live);
                }

                yield break;
            }

            foreach (StoredEvent stored in await store.ReadEventsAsync(sessionId, after, PageSize, cancellationToken))
            {
                if (stored.Sequence != after + 1)
                {
                    throw new EventsTrimmedException(after + 1, stored.Sequence);
                }

                ProtoEvent sessionEvent = StoredForm.Read(stored);
                yield return sessionEvent;
                after = stored.Sequence;
                if (sessionEvent.SessionFinished is not null)
                {
                    yield break;
                }
            }

            if (await IsOverAsync(store, sessionId, after, cancellationToken))
            {
                yield break;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _ending.Dispose();

    /// <summary>Waits for more events where there may be some.</summary>
    private async Task<bool> IsOverAsync(
        ISessionStore store,
        string sessionId,
        long after,
        CancellationToken cancellationToken)
    {
        long last = await store.FindLastSequenceAsync(sessionId, cancellationToken);
        if (last > after)
        {
            return false;
        }

        if (await store.FindOwnerAsync(sessionId, cancellationToken) is null)
        {
            Session session = await FindAsync(sessionId, cancellationToken)
                ?? throw new SessionUnknownException(sessionId);
            if (session.FinishTime is null
                && recovery.Find(sessionId) is null
                && await store.FindOwnerAsync(sessionId, cancellationToken) is null)
            {
                // Not here, where no worker of its model is linked; the reader had better ask elsewhere.
                throw new SessionMovedException(sessionId);
            }

            last = await store.FindLastSequenceAsync(sessionId, cancellationToken);
            if (session.FinishTime is not null && last <= after)
            {
                return last > 0 ? true : throw new EventsTrimmedException(after + 1, 0);
            }
        }

        await Task.Delay(options.Value.PollInterval, time, cancellationToken);
        return false;
    }

    private async Task<Session?> LoadAsync(ISessionStore store, string sessionId, CancellationToken cancellationToken) =>
        ToSession(await store.LoadSnapshotAsync(sessionId, cancellationToken));

    private Session? ToSession(ReadOnlyMemory<byte>? snapshot)
    {
        if (snapshot is null)
        {
            return null;
        }

        Session session = StoredForm.ReadSession(snapshot.Value);
        return session.ExpireTime?.ToDateTimeOffset() <= time.GetUtcNow() ? null : session;
    }

    private async Task<Session?> EndLostAsync(ISessionStore store, string sessionId, CancellationToken cancellationToken)
    {
        SessionLease? lease = await store.AcquireLeaseAsync(sessionId, router.Id, cancellationToken);
        Session? session = await LoadAsync(store, sessionId, cancellationToken);
        if (lease is null || session is null)
        {
            return session;
        }

        // It may have ended, or been ended, since it was looked at; then only the lease goes back.
        if (session.FinishTime is null)
        {
            MarkLost(session);
            long last = await store.FindLastSequenceAsync(sessionId, cancellationToken);
            await store.AppendEventsAsync(
                lease, [StoredForm.Of(ToEvent(session, last + 1))], allowGap: false, cancellationToken);
            await store.SaveSnapshotAsync(lease, StoredForm.Of(session), cancellationToken);
            LogLost(sessionId);
        }

        TimeSpan left = session.ExpireTime.ToDateTimeOffset() - time.GetUtcNow();
        await store.CloseAsync(lease, "", left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
        return session;
    }

    private void MarkLost(Session session)
    {
        DateTimeOffset now = time.GetUtcNow();
        var failure = new Failure
        {
            Reason = ErrorReasons.RouterLost,
            Message = "The router that ran the session is gone. Ask again under a new request_id.",
            Retryable = true,
        };
        session.State = Session.Types.State.Failed;
        session.Failure = failure;
        session.UpdateTime = now.ToTimestamp();
        session.FinishTime = now.ToTimestamp();
        session.ExpireTime = (now + reasoning.Value.Retention).ToTimestamp();
        foreach (Path path in session.Paths.Where(path => path.FinishReason == FinishReason.Unspecified))
        {
            path.State = Path.Types.State.Failed;
            path.FinishReason = FinishReason.Failed;
            path.Failure = failure;
        }
    }

    private static ProtoEvent ToEvent(Session session, long sequence)
    {
        Session shown = session.Clone();
        foreach (Path path in shown.Paths)
        {
            path.Transcript.Clear();
        }

        return new ProtoEvent
        {
            Sequence = sequence,
            EventTime = session.FinishTime,
            SessionFinished = new SessionFinished { Session = shown },
        };
    }

    [LoggerMessage(EventId = 2331, EventName = "RouterLost", Level = LogLevel.Warning,
        Message = "Session {SessionId} has lost its router and was ended.")]
    private partial void LogLost(string sessionId);
}
