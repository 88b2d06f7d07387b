using System.Threading.Channels;
using Grpc.Core;
using LeaP.Hosting.Telemetry;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Mapping;
using LeaP.Worker.Paths;
using LeaP.Worker.Telemetry;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;

namespace LeaP.Worker.Link;

/// <summary>Messages on their way to the router: anybody sends, one pump writes them to the stream.</summary>
/// <param name="capacity">Messages that may wait.</param>
internal sealed partial class WorkerOutbox(int capacity) : IPathReports
{
    // Written by paths, the text reporter and the link's pulse; read by PumpAsync alone. A path that finds it full
    // pauses: that is the back-pressure of a router that reads slowly.
    private readonly Channel<ConnectRequest> _messages = Channel.CreateBounded<ConnectRequest>(
        new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Queues a message, waiting for room.</summary>
    /// <param name="message">The message; its envelope is filled when it is written.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LinkEndedException">The link has ended.</exception>
    public async ValueTask SendAsync(ConnectRequest message, CancellationToken cancellationToken)
    {
        message.TraceContext = LinkTrace.Current(PathTelemetry.Source);
        try
        {
            await _messages.Writer.WriteAsync(message, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new LinkEndedException();
        }
    }

    /// <summary>Takes no more messages; the pump ends after those queued.</summary>
    public void Close() => _messages.Writer.TryComplete();

    /// <summary>Writes messages in order until the outbox is closed.</summary>
    /// <param name="requests">The stream.</param>
    /// <param name="acknowledged">Gives the highest sequence received from the router.</param>
    /// <param name="cancellationToken">Ends the pump.</param>
    public async Task PumpAsync(
        IClientStreamWriter<ConnectRequest> requests,
        Func<long> acknowledged,
        CancellationToken cancellationToken)
    {
        // The hello, written before the pump starts, was the first.
        long sequence = 1;
        while (_again.TryDequeue(out ConnectRequest? message))
        {
            await WriteAsync(message);
        }

        await foreach (ConnectRequest message in _messages.Reader.ReadAllAsync(cancellationToken))
        {
            await WriteAsync(message);
        }

        Task WriteAsync(ConnectRequest message)
        {
            message.Sequence = ++sequence;
            message.AcknowledgedSequence = acknowledged();
            Keep(message);
            return requests.WriteAsync(message, cancellationToken);
        }
    }

    /// <inheritdoc />
    public ValueTask TextAsync(PathAttempt attempt, PathProgress progress, CancellationToken cancellationToken) =>
        SendAsync(new ConnectRequest { TextReported = ReportMapping.ToText(attempt, progress) }, cancellationToken);

    /// <inheritdoc />
    public ValueTask SummaryAsync(
        PathReport report,
        int round,
        string summary,
        CancellationToken cancellationToken) => SendAsync(
            new ConnectRequest { SummaryReported = ReportMapping.ToSummary(report, round, summary) },
            cancellationToken);

    /// <inheritdoc />
    public ValueTask FinishedAsync(
        PathReport report,
        PathFinishReason reason,
        string answer,
        CancellationToken cancellationToken) => SendAsync(
            new ConnectRequest { PathFinished = ReportMapping.ToFinished(report, reason, answer) },
            cancellationToken);

    /// <inheritdoc />
    public ValueTask FailedAsync(PathAttempt attempt, SessionFailure failure, CancellationToken cancellationToken) =>
        SendAsync(new ConnectRequest { PathFailed = ReportMapping.ToFailed(attempt, failure) }, cancellationToken);
}
