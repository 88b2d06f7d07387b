using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using LeaP.Protocol.Link.V1;
using LeaP.Router.Mapping;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;

namespace LeaP.Router.Links;

/// <summary>Reads what workers send, checks it and hands it to the sessions.</summary>
internal sealed partial class LinkInbox(
    SessionRegistry sessions,
    PlacementQueue placement,
    ILogger<LinkInbox> logger)
{
    /// <summary>Reads a link's messages until the worker closes its side.</summary>
    /// <param name="link">The link.</param>
    /// <param name="requests">The messages, the hello already read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RpcException">The worker broke the protocol.</exception>
    public async Task ReadAsync(
        WorkerLink link,
        IAsyncStreamReader<ConnectRequest> requests,
        CancellationToken cancellationToken)
    {
        while (await requests.MoveNext(cancellationToken))
        {
            ConnectRequest message = requests.Current;
            link.Touch();
            if (message.Sequence != link.ReceivedSequence + 1)
            {
                throw RpcErrors.Create(
                    StatusCode.DataLoss,
                    ErrorReasons.SequenceGap,
                    $"sequence: {message.Sequence} came where {link.ReceivedSequence + 1} was next.");
            }

            try
            {
                await HandleAsync(link, message, cancellationToken);
            }
            catch (InvalidMessageException exception)
            {
                LogInvalid(link.WorkerId, exception.Message);
                throw RpcErrors.Create(StatusCode.InvalidArgument, ErrorReasons.MessageInvalid, exception.Message);
            }

            link.ReceivedSequence = message.Sequence;
        }
    }

    private async ValueTask HandleAsync(WorkerLink link, ConnectRequest message, CancellationToken cancellationToken)
    {
        switch (message.PayloadCase)
        {
            case ConnectRequest.PayloadOneofCase.LoadReport:
                link.Load = message.LoadReport;
                break;
            case ConnectRequest.PayloadOneofCase.TextReported:
                TextReported text = message.TextReported;
                PathAttempt writer = LinkMapping.ToAttempt(text.Attempt, "text_reported");
                await PostAsync(
                    link,
                    writer,
                    new SessionCommand.TextArrived(writer, new PathProgress(text.Text, text.TurnTokens, text.Turn)),
                    cancellationToken);
                break;
            case ConnectRequest.PayloadOneofCase.SummaryReported:
                SessionCommand.SummaryArrived summary = LinkMapping.ToCommand(message.SummaryReported, link);
                await PostAsync(link, summary.Report.Attempt, summary, cancellationToken);
                break;
            case ConnectRequest.PayloadOneofCase.PathFinished:
                SessionCommand.PathEnded ended = LinkMapping.ToCommand(message.PathFinished);
                await EndAsync(link, ended.Report.Attempt, ended, cancellationToken);
                break;
            case ConnectRequest.PayloadOneofCase.PathFailed:
                SessionCommand.PathBroke broke = LinkMapping.ToCommand(message.PathFailed);
                await EndAsync(link, broke.Attempt, broke, cancellationToken);
                break;
            case ConnectRequest.PayloadOneofCase.DrainStarted:
                link.MarkDraining();
                LogDraining(link.WorkerId);
                break;
            case ConnectRequest.PayloadOneofCase.Hello:
                throw RpcErrors.Create(
                    StatusCode.InvalidArgument, ErrorReasons.HelloInvalid, "A second hello came on the link.");
            default:
                throw RpcErrors.Create(
                    StatusCode.Unimplemented,
                    ErrorReasons.MessageUnknown,
                    $"Message {message.Sequence} carries no payload that this router knows.");
        }
    }

    private async ValueTask PostAsync(
        WorkerLink link,
        PathAttempt attempt,
        SessionCommand command,
        CancellationToken cancellationToken)
    {
        // Messages of attempts that were cancelled or moved while they were on their way are no error.
        if (link.Runs(attempt) && sessions.Find(attempt.SessionId) is { } runner)
        {
            await runner.PostAsync(command, cancellationToken);
        }
    }

    private async ValueTask EndAsync(
        WorkerLink link,
        PathAttempt attempt,
        SessionCommand command,
        CancellationToken cancellationToken)
    {
        await PostAsync(link, attempt, command, cancellationToken);
        if (link.Forget(attempt))
        {
            placement.Release([link]);
        }
    }

    [LoggerMessage(EventId = 3101, EventName = "LinkMessageInvalid", Level = LogLevel.Warning,
        Message = "Worker {WorkerId} sent an invalid message: {Cause}")]
    private partial void LogInvalid(string workerId, string cause);

    [LoggerMessage(EventId = 3102, EventName = "WorkerDraining", Level = LogLevel.Information,
        Message = "Worker {WorkerId} drains.")]
    private partial void LogDraining(string workerId);
}
