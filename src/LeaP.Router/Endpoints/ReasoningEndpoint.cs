using System.Globalization;
using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using Microsoft.Extensions.Options;
using SessionEvent = LeaP.Router.Sessions.SessionEvent;

namespace LeaP.Router.Endpoints;

/// <summary>Answers clients that reason.</summary>
internal sealed class ReasoningEndpoint(
    ReasonRequestReader reader,
    SessionRegistry registry,
    PlacementQueue placement,
    IOptions<ReasoningOptions> options,
    IHostApplicationLifetime lifetime) : ReasoningService.ReasoningServiceBase
{
    private const int MaxCancelReason = 256;
    private static readonly TimeSpan QueueRetryDelay = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public override async Task Reason(
        ReasonRequest request,
        IServerStreamWriter<ReasonResponse> responseStream,
        ServerCallContext context)
    {
        // Attaching asks nothing of the workers, which may be gone or busy by now.
        (SessionRunner runner, bool started) = registry.FindRequested(request.RequestId) is { } earlier
            ? (earlier, false)
            : Start(request);
        try
        {
            await CopyEventsAsync(
                runner,
                0,
                request.EventDetail,
                sessionEvent => responseStream.WriteAsync(
                    new ReasonResponse { Event = SessionMapping.ToProto(sessionEvent) }, context.CancellationToken),
                context.CancellationToken);
        }
        finally
        {
            if (started && !request.Detached && context.CancellationToken.IsCancellationRequested)
            {
                await runner.PostAsync(
                    new SessionCommand.CancelRequested("The client ended its call."), lifetime.ApplicationStopping);
            }
        }
    }

    /// <inheritdoc />
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

        await CopyEventsAsync(
            Find(request.SessionId),
            request.AfterSequence,
            request.EventDetail,
            sessionEvent => responseStream.WriteAsync(
                new WatchSessionResponse { Event = SessionMapping.ToProto(sessionEvent) }, context.CancellationToken),
            context.CancellationToken);
    }

    /// <inheritdoc />
    public override Task<GetSessionResponse> GetSession(GetSessionRequest request, ServerCallContext context) =>
        Task.FromResult(new GetSessionResponse
        {
            Session = SessionMapping.ToProto(Find(request.SessionId).Snapshot, request.View),
        });

    /// <inheritdoc />
    public override async Task<CancelSessionResponse> CancelSession(
        CancelSessionRequest request,
        ServerCallContext context)
    {
        if (request.Reason.Length > MaxCancelReason)
        {
            throw RpcErrors.InvalidFields(
                [new FieldViolation("reason", $"must be at most {MaxCancelReason} characters.")]);
        }

        SessionRunner runner = Find(request.SessionId);
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

    private (SessionRunner Runner, bool Started) Start(ReasonRequest request)
    {
        SessionSettings settings = reader.Read(request);
        CheckCapacity(settings);
        return registry.Start(request.RequestId, settings);
    }

    private async Task CopyEventsAsync(
        SessionRunner runner,
        long after,
        EventDetail detail,
        Func<SessionEvent, Task> write,
        CancellationToken callEnded)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(callEnded, lifetime.ApplicationStopping);
        try
        {
            await foreach (SessionEvent sessionEvent in runner.Feed.ReadAsync(after, stop.Token))
            {
                if (SessionMapping.IsShown(sessionEvent, detail))
                {
                    await write(sessionEvent);
                }
            }
        }
        catch (EventsTrimmedException exception)
        {
            throw RpcErrors.Create(StatusCode.OutOfRange, ErrorReasons.EventsTrimmed, exception.Message);
        }
        catch (OperationCanceledException) when (!callEnded.IsCancellationRequested)
        {
            throw RpcErrors.Create(
                StatusCode.Unavailable, ErrorReasons.RouterStopping, "The router is stopping; call again.");
        }
    }

    private void CheckCapacity(SessionSettings settings)
    {
        int capacity = placement.Capacity(settings.Model);
        if (settings.PathCount > capacity)
        {
            throw RpcErrors.Create(
                StatusCode.ResourceExhausted,
                ErrorReasons.CapacityExceeded,
                $"path_count: {settings.PathCount} paths were asked for; all workers that serve {settings.Model} hold "
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

    private SessionRunner Find(string sessionId) =>
        registry.Find(sessionId) ?? throw RpcErrors.Create(
            StatusCode.NotFound,
            ErrorReasons.SessionNotFound,
            $"session_id: \"{sessionId}\" is unknown to this router or was forgotten.",
            KeyValuePair.Create("sessionId", sessionId));
}
