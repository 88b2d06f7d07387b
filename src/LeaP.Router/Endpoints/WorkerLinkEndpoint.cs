using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using LeaP.Protocol.Link.V1;
using LeaP.Router.Access;
using LeaP.Router.Links;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using LeaP.Router.Shutdown;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;

namespace LeaP.Router.Endpoints;

/// <summary>Answers workers that link. Who they are is asked by the link itself, not as with clients.</summary>
[AllowAnonymous]
internal sealed class WorkerLinkEndpoint(
    LinkHandshake handshake,
    WorkerTrust trust,
    LinkInbox inbox,
    WorkerDirectory directory,
    SessionRegistry sessions,
    PlacementQueue placement,
    IOptions<WorkerLinkOptions> linkOptions,
    IOptions<ReasoningOptions> sessionOptions,
    RouterShutdown shutdown,
    TimeProvider time) : WorkerLinkService.WorkerLinkServiceBase
{
    /// <inheritdoc />
    public override async Task Connect(
        IAsyncStreamReader<ConnectRequest> requestStream,
        IServerStreamWriter<ConnectResponse> responseStream,
        ServerCallContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, shutdown.Ending);
        try
        {
            WorkerIdentity worker = await handshake.ReceiveAsync(requestStream, stop.Token);
            trust.Require(context, worker.WorkerId);
            WorkerLink? returned = await directory.FindReturnedAsync(worker, stop.Token);
            WorkerLink link =
                returned ?? new WorkerLink(worker, inbox, linkOptions.Value, sessionOptions.Value, time);
            if (returned is null)
            {
                link.Greet();
                directory.Enter(link);
            }

            try
            {
                if (returned is not null)
                {
                    await ResumeAsync(link, worker.HeldPaths, stop.Token);
                }

                await link.RunAsync(requestStream, responseStream, stop.Token);
            }
            finally
            {
                if (!await link.WaitForReturnAsync(linkOptions.Value.ReturnGrace, shutdown.Ending))
                {
                    directory.Leave(link);
                    await TellSessionsAsync(link);
                }
            }
        }
        catch (Exception exception) when (LinkHandshake.IsCancellation(exception) && stop.IsCancellationRequested)
        {
            throw Stopping();
        }

        if (shutdown.Ending.IsCancellationRequested)
        {
            throw Stopping();
        }
    }

    private static RpcException Stopping() => RpcErrors.Create(
        StatusCode.Unavailable, ErrorReasons.RouterStopping, "The router is stopping; dial again.");

    /// <summary>Goes on with what the worker still holds, and tells its sessions.</summary>
    private async Task ResumeAsync(WorkerLink link, IReadOnlyList<PathAttempt> held, CancellationToken stop)
    {
        PathAttempt[] wanted = [.. held.Where(attempt => sessions.Find(attempt.SessionId) is not null)];
        (IReadOnlyList<PathAttempt> resumed, IReadOnlyList<PathAttempt> gone) = link.Resume(wanted);
        placement.Release([.. gone.Select(_ => link)]);
        foreach (IGrouping<string, PathAttempt> session in resumed.Concat(gone)
            .GroupBy(attempt => attempt.SessionId, StringComparer.Ordinal))
        {
            PathAttempt[] here = [.. session.Intersect(resumed)];
            if (sessions.Find(session.Key) is not { } runner
                || !await runner.PostAsync(new SessionCommand.LinkResumed(link, here), stop))
            {
                link.CancelPaths(here, "ended while the link was broken");
            }
        }
    }

    private async Task TellSessionsAsync(WorkerLink link)
    {
        foreach (string sessionId in link.Close()
            .Select((PathAttempt attempt) => attempt.SessionId)
            .Distinct(StringComparer.Ordinal))
        {
            if (sessions.Find(sessionId) is { } runner)
            {
                await runner.PostAsync(new SessionCommand.LinkLost(link), shutdown.Ending);
            }
        }
    }
}
