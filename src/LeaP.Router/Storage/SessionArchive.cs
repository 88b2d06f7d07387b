using System.Collections.Concurrent;
using LeaP.Reasoning.Storage;
using LeaP.Router.Options;
using LeaP.Router.Sessions;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Storage;

/// <summary>Stores the sessions of this router where they outlive it. Without such a store it does nothing.</summary>
internal sealed partial class SessionArchive(
    SharedStore shared,
    RouterIdentity router,
    StoreStatus status,
    IOptions<SessionStoreOptions> options,
    TimeProvider time,
    ILoggerFactory loggers) : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<string, Following> _followed = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _givingUp = new();
    private readonly ILogger<SessionArchive> _logger = loggers.CreateLogger<SessionArchive>();

    /// <summary>True when other routers go on with sessions that this one leaves.</summary>
    public bool HandsOver => shared.Store is not null && options.Value.TakeOver;

    /// <summary>Asks the store whether a new session may start.</summary>
    /// <param name="requestId">The client's request id; empty for none.</param>
    /// <param name="sessionId">The session that would start.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SessionStoreException">The store does not answer, and sessions must not start without it.</exception>
    public async Task<SessionAdmission> AdmitAsync(
        string requestId,
        string sessionId,
        CancellationToken cancellationToken)
    {
        if (shared.Store is not { } store)
        {
            return new SessionAdmission(sessionId, IsNew: true, Lease: null);
        }

        try
        {
            // The lease first: whoever finds the request bound to this session then finds its owner too.
            SessionLease lease = await store.AcquireLeaseAsync(sessionId, router.Id, cancellationToken)
                ?? throw new InvalidOperationException($"The new session {sessionId} has an owner already.");
            string bound = requestId.Length > 0
                ? await store.ClaimRequestAsync(requestId, sessionId, cancellationToken)
                : sessionId;
            if (bound != sessionId)
            {
                await store.CloseAsync(lease, "", TimeSpan.Zero, cancellationToken);
            }

            status.Succeeded();
            return new SessionAdmission(bound, bound == sessionId, lease);
        }
        catch (SessionStoreException exception)
        {
            status.Failed(exception);
            if (!options.Value.AcceptWhileAway)
            {
                throw;
            }

            return new SessionAdmission(sessionId, IsNew: true, Lease: null);
        }
    }

    /// <summary>Stores a session from now on.</summary>
    /// <param name="runner">The session.</param>
    /// <param name="requestId">The request that started it; empty for none.</param>
    /// <param name="lease">Its lease; null to take one.</param>
    public void Follow(SessionRunner runner, string requestId, SessionLease? lease)
    {
        if (shared.Store is { } store)
        {
            runner.Feed.Show(0);
            var writer = new SessionWriter(
                runner, requestId, lease, store, router, status, options.Value, time, loggers.CreateLogger<SessionWriter>());
            var stop = CancellationTokenSource.CreateLinkedTokenSource(_givingUp.Token);
            _followed[runner.SessionId] = new Following(WriteAsync(writer, runner, stop.Token), stop);
        }
    }

    /// <summary>Stops storing a session that this router forgets.</summary>
    /// <param name="sessionId">The session.</param>
    public void Forget(string sessionId)
    {
        if (_followed.TryRemove(sessionId, out Following? following))
        {
            following.Stop.Cancel();
            following.Stop.Dispose();
        }
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task all = Task.WhenAll(_followed.Values.Select(following => following.Written));
        _givingUp.CancelAfter(options.Value.FlushTimeLimit);
        await all.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (Following following in _followed.Values)
        {
            following.Stop.Dispose();
        }

        _givingUp.Dispose();
    }

    private async Task WriteAsync(SessionWriter writer, SessionRunner runner, CancellationToken stop)
    {
        string sessionId = runner.SessionId;
        try
        {
            await writer.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            runner.Feed.Show(long.MaxValue);
            LogNotStored(sessionId);
        }
        catch (Exception exception)
        {
            runner.Feed.Show(long.MaxValue);
            LogWriterFailed(exception, sessionId);
        }
    }

    [LoggerMessage(EventId = 2321, EventName = "SessionNotStored", Level = LogLevel.Warning,
        Message = "The end of session {SessionId} could not be stored in time.")]
    private partial void LogNotStored(string sessionId);

    [LoggerMessage(EventId = 2322, EventName = "SessionWriterFailed", Level = LogLevel.Error,
        Message = "Session {SessionId} is no longer stored.")]
    private partial void LogWriterFailed(Exception exception, string sessionId);

    private sealed record Following(Task Written, CancellationTokenSource Stop);
}
