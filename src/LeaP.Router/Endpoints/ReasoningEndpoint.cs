using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Hosting.Telemetry;
using LeaP.Protocol;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Storage;
using LeaP.Router.Access;
using LeaP.Router.Admission;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using LeaP.Router.Shutdown;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using ProtoEvent = LeaP.Protocol.Reasoning.V1.SessionEvent;
using SessionEvent = LeaP.Router.Sessions.SessionEvent;

namespace LeaP.Router.Endpoints;

/// <summary>Answers clients that reason.</summary>
internal sealed class ReasoningEndpoint(
    ReasonRequestReader reader,
    SessionRegistry registry,
    StoredSessions stored,
    SessionOwnership ownership,
    ClientLimiter limiter,
    PlacementQueue placement,
    IOptions<ReasoningOptions> options,
    IOptions<SessionStoreOptions> storeOptions,
    RouterShutdown shutdown) : ReasoningService.ReasoningServiceBase
{
    private const int MaxCancelReason = 256;
    private static readonly TimeSpan QueueRetryDelay = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    [Authorize(AccessPolicies.Reason)]
    public override async Task Reason(
        ReasonRequest request,
        IServerStreamWriter<ReasonResponse> responseStream,
        ServerCallContext context)
    {
        SessionStart start =
            await StartAsync(request, ClientIdentity.Of(context), CallerOf(context), context.CancellationToken);
        bool goesOn = request.Detached;
        try
        {
            await CopyEventsAsync(
                start.SessionId,
                stop => start.Runner is { } runner && runner.Feed.Covers(0)
                    ? ReadAsync(runner, 0, stop)
                    : WatchRequestedAsync(start.SessionId, stop),
                request.EventDetail,
                sessionEvent => responseStream.WriteAsync(
                    new ReasonResponse { Event = sessionEvent }, context.CancellationToken),
                context.CancellationToken);
            goesOn = true;
        }
        catch (RpcException) when (!context.CancellationToken.IsCancellationRequested)
        {
            // The client is still there and is told why its stream ends; it can take up the session again.
            goesOn = true;
            throw;
        }
        finally
        {
            // Writing to a client that went may fail before the call says that it was cancelled.
            if (!goesOn && start is { Started: true, Runner: { } runner })
            {
                await runner.PostAsync(
                    new SessionCommand.CancelRequested("The client ended its call."), shutdown.Ending);
            }
        }
    }

    /// <inheritdoc />
    [Authorize(AccessPolicies.Watch)]
    public override async Task WatchSession(
        WatchSessionRequest request,
        IServerStreamWriter<WatchSessionResponse> responseStream,
        ServerCallContext context)
    {
        var checks = new FieldChecks();
        checks.Require(request.AfterSequence >= 0, "after_sequence", "must be 0 or more.");
        checks.Require(Enum.IsDefined(request.EventDetail), "event_detail", "must be one of the named levels.");
        if (checks.Violations.Count > 0)
        {
            throw RpcErrors.InvalidFields(checks.Violations);
        }

        ClientIdentity client = ClientIdentity.Of(context);
        SessionRunner? runner = ownership.Find(request.SessionId, client);
        if (runner is null)
        {
            await RequireStoredAsync(request.SessionId, client, context.CancellationToken);
        }

        await CopyEventsAsync(
            request.SessionId,
            stop => runner is not null && runner.Feed.Covers(request.AfterSequence)
                ? ReadAsync(runner, request.AfterSequence, stop)
                : stored.WatchAsync(request.SessionId, request.AfterSequence, stop),
            request.EventDetail,
            sessionEvent => responseStream.WriteAsync(
                new WatchSessionResponse { Event = sessionEvent }, context.CancellationToken),
            context.CancellationToken);
    }

    /// <inheritdoc />
    [Authorize(AccessPolicies.Watch)]
    public override async Task<GetSessionResponse> GetSession(GetSessionRequest request, ServerCallContext context)
    {
        ClientIdentity client = ClientIdentity.Of(context);
        return new GetSessionResponse
        {
            Session = ownership.Find(request.SessionId, client) is { } runner
                ? SessionMapping.ToProto(runner.Snapshot, request.View)
                : SessionMapping.ToView(
                    await FindStoredAsync(request.SessionId, client, context.CancellationToken), request.View),
        };
    }

    /// <inheritdoc />
    [Authorize(AccessPolicies.Reason)]
    public override async Task<CancelSessionResponse> CancelSession(
        CancelSessionRequest request,
        ServerCallContext context)
    {
        if (request.Reason.Length > MaxCancelReason)
        {
            throw RpcErrors.InvalidFields(
                [new FieldViolation("reason", $"must be at most {MaxCancelReason} characters.")]);
        }

        ClientIdentity client = ClientIdentity.Of(context);
        SessionRunner? runner = ownership.Find(request.SessionId, client);
        if (runner is null)
        {
            Session session = await FindStoredAsync(request.SessionId, client, context.CancellationToken);
            if (session.FinishTime is not null)
            {
                return new CancelSessionResponse { Session = session };
            }

            // Asking for it may have brought it here.
            runner = ownership.Find(request.SessionId, client) ?? throw SessionErrors.Elsewhere(request.SessionId);
        }

        string reason = request.Reason.Length > 0 ? request.Reason : "A caller cancelled the session.";
        if (await runner.PostAsync(new SessionCommand.CancelRequested(reason), context.CancellationToken))
        {
            // The answer shows the session as it stands after the cancel.
            await foreach (SessionEvent _ in runner.Feed.ReadAsync(
                runner.Feed.NextSequence - 1, context.CancellationToken))
            {
                if (runner.Snapshot.Times.Finished is not null)
                {
                    break;
                }
            }
        }

        return new CancelSessionResponse { Session = SessionMapping.ToProto(runner.Snapshot, SessionView.Full) };
    }

    private static async IAsyncEnumerable<ProtoEvent> ReadAsync(
        SessionRunner runner,
        long after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (SessionEvent sessionEvent in runner.Feed.ReadAsync(after, cancellationToken))
        {
            yield return SessionMapping.ToProto(sessionEvent);
        }
    }

    private async IAsyncEnumerable<ProtoEvent> WatchRequestedAsync(
        string sessionId,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using IAsyncEnumerator<ProtoEvent> events =
            stored.WatchAsync(sessionId, 0, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await events.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (SessionUnknownException)
            {
                throw SessionErrors.RouterLost(storeOptions.Value.RetryDelay);
            }

            yield return events.Current;
        }
    }

    private static RpcException Stopping() => RpcErrors.Create(
        StatusCode.Unavailable, ErrorReasons.RouterStopping, "The router is stopping; call again.");

    private static ActivityContext CallerOf(ServerCallContext context) => LinkTrace.Parse(
        context.RequestHeaders.GetValue("traceparent"), context.RequestHeaders.GetValue("tracestate"));

    private async Task<SessionStart> StartAsync(
        ReasonRequest request,
        ClientIdentity client,
        ActivityContext caller,
        CancellationToken cancellationToken)
    {
        string requestId = RequestScope.Of(client.Tenant, request.RequestId);

        // Attaching asks nothing of the workers, which may be gone or busy by now.
        if (registry.FindRequested(requestId) is { } earlier)
        {
            return new SessionStart(earlier.SessionId, earlier, Started: false);
        }

        if (await FindRequestStoredAsync(requestId, cancellationToken) is { } known)
        {
            return new SessionStart(known, registry.Find(known), Started: false);
        }

        if (shutdown.IsStopping)
        {
            throw Stopping();
        }

        SessionSettings settings = reader.Read(request) with { Tenant = client.Tenant, Client = client.Name };
        CheckCapacity(settings);
        using SessionReservation reservation = limiter.Reserve(client, settings.PathCount);
        try
        {
            SessionStart start = await registry.StartAsync(requestId, settings, caller);
            if (start is { Started: true, Runner: { } runner })
            {
                reservation.Keep(new MeteredRunner(runner));
            }

            return start;
        }
        catch (SessionStoreException)
        {
            throw SessionErrors.StoreAway(storeOptions.Value.RetryDelay);
        }
    }

    private async Task<string?> FindRequestStoredAsync(string requestId, CancellationToken cancellationToken)
    {
        try
        {
            return await stored.FindRequestAsync(requestId, cancellationToken);
        }
        catch (SessionStoreException) when (storeOptions.Value.AcceptWhileAway)
        {
            return null;
        }
        catch (SessionStoreException)
        {
            throw SessionErrors.StoreAway(storeOptions.Value.RetryDelay);
        }
    }

    private async Task<Session> FindStoredAsync(
        string sessionId,
        ClientIdentity client,
        CancellationToken cancellationToken)
    {
        await RequireStoredAsync(sessionId, client, cancellationToken);
        try
        {
            return await stored.FindAsync(sessionId, cancellationToken) ?? throw SessionErrors.NotFound(sessionId);
        }
        catch (SessionStoreException)
        {
            throw SessionErrors.StoreAway(storeOptions.Value.RetryDelay);
        }
    }

    private async Task RequireStoredAsync(string sessionId, ClientIdentity client, CancellationToken cancellationToken)
    {
        FieldChecks.RequireLength(sessionId, FieldChecks.MaxIdLength, "session_id");
        try
        {
            if (!await ownership.IsStoredAsync(sessionId, client, cancellationToken))
            {
                throw SessionErrors.NotFound(sessionId);
            }
        }
        catch (SessionStoreException)
        {
            throw SessionErrors.StoreAway(storeOptions.Value.RetryDelay);
        }
    }

    private async Task CopyEventsAsync(
        string sessionId,
        Func<CancellationToken, IAsyncEnumerable<ProtoEvent>> read,
        EventDetail detail,
        Func<ProtoEvent, Task> write,
        CancellationToken callEnded)
    {
        using IDisposable stream = shutdown.OpenStream();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(callEnded, shutdown.Ending);
        try
        {
            await foreach (ProtoEvent sessionEvent in read(stop.Token))
            {
                if (SessionMapping.IsShown(sessionEvent, detail))
                {
                    await write(sessionEvent);
                }
            }
        }
        catch (OperationCanceledException) when (!callEnded.IsCancellationRequested)
        {
            throw Stopping();
        }
        catch (Exception exception)
            when (SessionErrors.Explain(exception, sessionId, storeOptions.Value.RetryDelay) is { } explained)
        {
            throw explained;
        }
    }

    private void CheckCapacity(SessionSettings settings)
    {
        int capacity = placement.Capacity(settings.Model);
        if (settings.ConcurrentPaths > capacity)
        {
            throw RpcErrors.Create(
                StatusCode.ResourceExhausted,
                ErrorReasons.CapacityExceeded,
                $"path_count: {settings.ConcurrentPaths} paths were asked to run at once; all workers that serve {settings.Model} hold "
                + $"{capacity} together. Ask for fewer paths or link more workers.",
                KeyValuePair.Create("capacity", capacity.ToString(CultureInfo.InvariantCulture)));
        }

        if (placement.WaitingCount >= options.Value.QueueLimit)
        {
            throw RpcErrors.Retryable(
                StatusCode.ResourceExhausted,
                ErrorReasons.QueueFull,
                $"{placement.WaitingCount} sessions already wait for path slots, which is the limit.",
                QueueRetryDelay);
        }
    }
}
