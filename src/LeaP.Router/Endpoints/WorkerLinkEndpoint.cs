using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using LeaP.Protocol.Link.V1;
using LeaP.Router.Access;
using LeaP.Router.Links;
using LeaP.Router.Options;
using LeaP.Router.Sessions;
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
    IOptions<WorkerLinkOptions> linkOptions,
    IOptions<ReasoningOptions> sessionOptions,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : WorkerLinkService.WorkerLinkServiceBase
{
    /// <inheritdoc />
    public override async Task Connect(
        IAsyncStreamReader<ConnectRequest> requestStream,
        IServerStreamWriter<ConnectResponse> responseStream,
        ServerCallContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            WorkerIdentity worker = await handshake.ReceiveAsync(requestStream, stop.Token);
            trust.Require(context, worker.WorkerId);
            var link = new WorkerLink(worker, inbox, linkOptions.Value, sessionOptions.Value, time);
            directory.Enter(link);
            try
            {
                await link.RunAsync(requestStream, responseStream, stop.Token);
            }
            finally
            {
                directory.Leave(link);
                await TellSessionsAsync(link);
            }
        }
        catch (Exception exception) when (LinkHandshake.IsCancellation(exception) && stop.IsCancellationRequested)
        {
            throw Stopping();
        }

        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw Stopping();
        }
    }

    private static RpcException Stopping() => RpcErrors.Create(
        StatusCode.Unavailable, ErrorReasons.RouterStopping, "The router is stopping; dial again.");

    private async Task TellSessionsAsync(WorkerLink link)
    {
        foreach (string sessionId in link.Close()
            .Select((PathAttempt attempt) => attempt.SessionId)
            .Distinct(StringComparer.Ordinal))
        {
            if (sessions.Find(sessionId) is { } runner)
            {
                await runner.PostAsync(new SessionCommand.LinkLost(link), lifetime.ApplicationStopping);
            }
        }
    }
}
