using LeaP.Reasoning.Storage;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Sessions;

namespace LeaP.Router.Storage;

/// <summary>
/// Writes one session behind its back. The session's own feed is the queue, which is bounded, so a store that is away
/// costs no further memory; a store that lost what was written gets it again from the feed. Clients see events once they
/// are stored, so that a router that goes on with the session goes on behind the last event that anybody has seen.
/// </summary>
internal sealed partial class SessionWriter(
    SessionRunner runner,
    string requestId,
    SessionLease? lease,
    ISessionStore store,
    RouterIdentity router,
    StoreStatus status,
    SessionStoreOptions options,
    TimeProvider time,
    ILogger<SessionWriter> logger)
{
    private const int BatchSize = 256;

    private SessionLease? _lease = lease;
    private long _token = lease?.Token ?? 0;
    private long _stored = runner.First.Sequence;
    private bool _introduced;
    private bool _gap;
    private long? _snapshotTaken;

    /// <summary>Writes until the end of the session is stored, or another router took the session.</summary>
    /// <param name="cancellationToken">Gives up what is not stored yet.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        bool done = false;
        while (!done)
        {
            try
            {
                done = await StepAsync(cancellationToken);
                status.Succeeded();
            }
            catch (SessionStoreException exception)
            {
                status.Failed(exception);
                if (options.ShowWhileAway)
                {
                    runner.Feed.Show(long.MaxValue);
                }

                await Task.Delay(options.RetryDelay, time, cancellationToken);
            }
            catch (LeaseLostException)
            {
                _lease = null;
            }
        }

        runner.Feed.Show(long.MaxValue);
    }

    /// <summary>Does the next thing there is to do.</summary>
    /// <returns>True when nothing is left.</returns>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        _lease ??= await TakeAsync(cancellationToken);
        if (_lease is null)
        {
            LogTaken(runner.SessionId);
            runner.Feed.Fail(new SessionMovedException(runner.SessionId));
            await runner.PostAsync(new SessionCommand.TakenAway(), cancellationToken);
            return true;
        }

        if (!_introduced)
        {
            // Before any event, so that whoever finds events finds what they happened to.
            await store.SaveSnapshotAsync(
                _lease, StoredForm.Of(runner.First, requestId, handedOver: false), cancellationToken);
            _introduced = true;
        }

        IReadOnlyList<SessionEvent>? batch = await NextAsync(cancellationToken);
        if (batch is null)
        {
            await store.RenewLeaseAsync(_lease, cancellationToken);
            return false;
        }

        if (batch.Count > 0)
        {
            await AppendAsync(_lease, batch, cancellationToken);
            return false;
        }

        SessionSnapshot end = runner.Snapshot;
        if (runner.HasLeft)
        {
            await store.SaveSnapshotAsync(_lease, StoredForm.Of(end, requestId, handedOver: true), cancellationToken);
            await store.CloseAsync(_lease, requestId, end.Settings.TimeLimit, cancellationToken);
            return true;
        }

        await store.SaveSnapshotAsync(_lease, StoredForm.Of(end), cancellationToken);
        await store.CloseAsync(_lease, requestId, Left(end.Times.Expires!.Value), cancellationToken);
        return true;
    }

    private async Task<SessionLease?> TakeAsync(CancellationToken cancellationToken)
    {
        SessionLease? taken = await store.AcquireLeaseAsync(runner.SessionId, router.Id, cancellationToken);
        if (taken is null)
        {
            return null;
        }

        bool isForgotten = await store.FindLastSequenceAsync(runner.SessionId, cancellationToken) == 0;
        bool wasElsewhere = taken.Token != _token + 1 && !isForgotten;
        _token = taken.Token;
        _introduced = !isForgotten && _introduced;
        if (await store.LoadSnapshotAsync(runner.SessionId, cancellationToken) is { } known
            && StoredForm.ReadExpiry(known) is { } expires)
        {
            // Another router wrote this session's end when it took this one for lost, and an end is never changed.
            await store.CloseAsync(taken, "", Left(expires), cancellationToken);
            return null;
        }

        if (wasElsewhere)
        {
            // Another router went on with it and is gone as well: what stands here is no longer the session. The lease
            // runs out, and whoever is asked then goes on from the store.
            return null;
        }

        if (requestId.Length > 0)
        {
            await store.ClaimRequestAsync(requestId, runner.SessionId, cancellationToken);
        }

        return taken;
    }

    /// <summary>Waits for events, but no longer than the lease can wait.</summary>
    /// <returns>Events; none at the end; null when it is time to renew the lease.</returns>
    private async Task<IReadOnlyList<SessionEvent>?> NextAsync(CancellationToken cancellationToken)
    {
        using var renew = new CancellationTokenSource(store.LeaseTime / 3, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(renew.Token, cancellationToken);
        try
        {
            return await runner.Feed.ReadBatchAsync(_stored, BatchSize, either.Token);
        }
        catch (EventsTrimmedException exception)
        {
            LogGap(runner.SessionId, _stored + 1, exception.First);
            _stored = exception.First - 1;
            _gap = true;
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task AppendAsync(
        SessionLease held,
        IReadOnlyList<SessionEvent> batch,
        CancellationToken cancellationToken)
    {
        long last = await store.AppendEventsAsync(held, [.. batch.Select(StoredForm.Of)], _gap, cancellationToken);
        _gap = false;

        // Less than what was stored before when the store has lost it: then the feed is read again from there.
        _stored = Math.Min(last, batch[^1].Sequence);
        runner.Feed.Show(_stored);
        bool due = _snapshotTaken is not { } taken || time.GetElapsedTime(taken) >= options.SnapshotInterval;
        SessionSnapshot snapshot = runner.Snapshot;
        if (due
            && batch.Any(sessionEvent => sessionEvent is not SessionEvent.Text)
            && snapshot.Sequence <= _stored
            && snapshot.Times.Finished is null)
        {
            await store.SaveSnapshotAsync(
                held, StoredForm.Of(snapshot, requestId, handedOver: false), cancellationToken);
            _snapshotTaken = time.GetTimestamp();
        }
    }

    private TimeSpan Left(DateTimeOffset expires)
    {
        TimeSpan left = expires - time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    [LoggerMessage(EventId = 2311, EventName = "SessionTaken", Level = LogLevel.Warning,
        Message = "Session {SessionId} is no longer stored: another router took it for lost.")]
    private partial void LogTaken(string sessionId);

    [LoggerMessage(EventId = 2312, EventName = "EventsNotStored", Level = LogLevel.Warning,
        Message = "Session {SessionId}: events {First} to before {Next} were dropped before they could be stored.")]
    private partial void LogGap(string sessionId, long first, long next);
}
