using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Similarity;
using LeaP.Reasoning.Storage;
using LeaP.Router.Admission;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Storage;
using Microsoft.Extensions.Options;
using ProtoEvent = LeaP.Protocol.Reasoning.V1.SessionEvent;

namespace LeaP.Router.Sessions;

/// <summary>
/// Goes on with sessions whose router is gone: builds each again from what was stored of it, under a lease that fences the
/// lost router, and lets it run here behind its last stored event.
/// </summary>
internal sealed partial class SessionRecovery(
    SessionRegistry registry,
    PlacementQueue placement,
    ClientLimiter limiter,
    RouterIdentity router,
    NamedCatalog<IPeerRoutingPolicy> policies,
    NamedCatalog<ISimilarityMeasure> measures,
    IOptions<SessionStoreOptions> options,
    TimeProvider time,
    ILogger<SessionRecovery> logger)
{
    private const int PageSize = 256;

    /// <summary>Finds a session that runs here.</summary>
    /// <param name="sessionId">The session.</param>
    /// <returns>What runs it; null when nothing here does.</returns>
    public SessionRunner? Find(string sessionId) => registry.Find(sessionId);

    /// <summary>Says whether this router should go on with a session that has no owner.</summary>
    /// <param name="stored">The session as it was stored last.</param>
    /// <returns>
    /// <see cref="RecoveryChance.Now"/>; <see cref="RecoveryChance.Later"/> while no worker of its model is linked here;
    /// <see cref="RecoveryChance.Never"/> when sessions are not taken over or its time is up.
    /// </returns>
    public RecoveryChance Judge(ReadOnlyMemory<byte> stored)
    {
        if (!options.Value.TakeOver || StoredForm.ReadProgress(stored) is not { } progress)
        {
            return RecoveryChance.Never;
        }

        DateTimeOffset created = StoredForm.ReadSession(stored).CreateTime.ToDateTimeOffset();
        return created + progress.Settings.TimeLimit <= time.GetUtcNow() ? RecoveryChance.Never
            : placement.Capacity(progress.Settings.Model) > 0 ? RecoveryChance.Now
            : RecoveryChance.Later;
    }

    /// <summary>Goes on with a session, unless its end was stored already.</summary>
    /// <param name="store">Where it is stored.</param>
    /// <param name="sessionId">The session; without an owner.</param>
    /// <param name="goesOn">False to look for its end only.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The session as it stands now; null when another router was faster, or when it cannot go on.</returns>
    /// <exception cref="LeaseLostException">Another router took it meanwhile.</exception>
    public async Task<Session?> TakeAsync(
        ISessionStore store,
        string sessionId,
        bool goesOn,
        CancellationToken cancellationToken)
    {
        if (await store.AcquireLeaseAsync(sessionId, router.Id, cancellationToken) is not { } lease)
        {
            return null;
        }

        // Read under the lease, so that nothing is written behind what is read.
        if (await store.LoadSnapshotAsync(sessionId, cancellationToken) is not { } stored
            || StoredForm.ReadProgress(stored) is not { } progress)
        {
            return null;
        }

        var inputs = new List<SessionInput>(progress.Inputs);
        (long last, Session? end) = await ReadOnAsync(store, sessionId, progress.Sequence, inputs, cancellationToken);
        if (end is not null)
        {
            return await EndAsync(store, lease, StoredForm.ReadSession(stored), end, progress.RequestId, cancellationToken);
        }

        if (last < 0 || !goesOn || Rebuild(sessionId, progress.Settings, inputs) is not { } session)
        {
            return null;
        }

        var point = new ResumePoint(StoredForm.ReadSession(stored).CreateTime.ToDateTimeOffset(), last);
        SessionRunner runner = registry.Adopt(session, point, progress.RequestId, lease);
        SessionSettings settings = progress.Settings;
        limiter.Adopt(settings.Tenant, settings.Client, settings.PathCount, new MeteredRunner(runner));
        return SessionMapping.ToProto(runner.Snapshot, SessionView.Full);
    }

    /// <summary>Reads what was stored behind the snapshot.</summary>
    /// <returns>The last event, or less than 0 when some are missing; and the session's end when that was stored.</returns>
    private static async Task<(long Last, Session? End)> ReadOnAsync(
        ISessionStore store,
        string sessionId,
        long after,
        List<SessionInput> inputs,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<StoredEvent> page =
                await store.ReadEventsAsync(sessionId, after, PageSize, cancellationToken);
            foreach (StoredEvent stored in page)
            {
                if (stored.Sequence != after + 1)
                {
                    return (-1, null);
                }

                ProtoEvent sessionEvent = StoredForm.Read(stored);
                if (sessionEvent.SessionFinished is { Session: { } end })
                {
                    return (stored.Sequence, end);
                }

                inputs.AddRange(StoredForm.ReadInputs(stored));
                after = stored.Sequence;
            }

            if (page.Count < PageSize)
            {
                return (after, null);
            }
        }
    }

    /// <summary>The end was told to clients, and only the last snapshot is missing.</summary>
    private async Task<Session> EndAsync(
        ISessionStore store,
        SessionLease lease,
        Session known,
        Session end,
        string requestId,
        CancellationToken cancellationToken)
    {
        // The event leaves the texts out; those of the last snapshot are the newest there are.
        foreach (Protocol.Reasoning.V1.Path path in end.Paths)
        {
            path.Transcript.AddRange(
                known.Paths.FirstOrDefault(other => other.PathId == path.PathId)?.Transcript ?? []);
        }

        TimeSpan left = end.ExpireTime.ToDateTimeOffset() - time.GetUtcNow();
        await store.SaveSnapshotAsync(lease, StoredForm.Of(end), cancellationToken);
        await store.CloseAsync(lease, requestId, left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
        return end;
    }

    private ReasoningSession? Rebuild(string sessionId, SessionSettings settings, IReadOnlyList<SessionInput> inputs)
    {
        try
        {
            var session = new ReasoningSession(
                sessionId,
                settings,
                policies.Find(settings.Routing.Policy),
                measures.Find(settings.Routing.Similarity));
            foreach (SessionInput input in inputs)
            {
                session.Apply(input);
            }

            foreach (ReasoningPath path in session.Paths.Where(path => path.State != PathState.Pending))
            {
                session.Displace(path.Index);
            }

            return session;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            LogNotRebuilt(exception, sessionId);
            return null;
        }
    }

    [LoggerMessage(EventId = 2341, EventName = "SessionNotRebuilt", Level = LogLevel.Error,
        Message = "Session {SessionId} was stored by a build that went on differently and cannot go on here.")]
    private partial void LogNotRebuilt(Exception exception, string sessionId);
}
