using System.Threading.Channels;
using Grpc.Core;
using LeaP.Protocol.Link.V1;

namespace LeaP.Router.Links;

/// <summary>Messages on their way to one worker: anybody enqueues, one pump writes them to the stream.</summary>
/// <param name="capacity">Messages that may wait.</param>
internal sealed class LinkOutbox(int capacity)
{
    // Written by session runners and the link's pulse; read by PumpAsync alone. A writer never waits: when it is
    // full the worker does not read, and the link ends.
    private readonly Channel<ConnectResponse> _messages = Channel.CreateBounded<ConnectResponse>(
        new BoundedChannelOptions(capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Queues a message; its envelope is filled when it is written.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False when the outbox is full or closed.</returns>
    public bool TryEnqueue(ConnectResponse message) => _messages.Writer.TryWrite(message);

    /// <summary>Takes no more messages; the pump ends after those queued.</summary>
    public void Close() => _messages.Writer.TryComplete();

    /// <summary>Writes messages in order until the outbox is closed.</summary>
    /// <param name="responses">The stream.</param>
    /// <param name="acknowledged">Gives the highest sequence received from the worker.</param>
    /// <param name="cancellationToken">Ends the pump.</param>
    public async Task PumpAsync(
        IServerStreamWriter<ConnectResponse> responses,
        Func<long> acknowledged,
        CancellationToken cancellationToken)
    {
        long sequence = 0;
        await foreach (ConnectResponse message in _messages.Reader.ReadAllAsync(cancellationToken))
        {
            message.Sequence = ++sequence;
            message.AcknowledgedSequence = acknowledged();
            await responses.WriteAsync(message, cancellationToken);
        }
    }
}
