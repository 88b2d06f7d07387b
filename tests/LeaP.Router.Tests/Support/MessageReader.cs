using System.Threading.Channels;
using Grpc.Core;

namespace LeaP.Router.Tests.Support;

/// <summary>A stream of messages as a call reads it.</summary>
internal sealed class MessageReader<T> : IAsyncStreamReader<T>
    where T : class
{
    private readonly Channel<T> _messages = Channel.CreateUnbounded<T>();
    private T? _current;

    public T Current => _current ?? throw new InvalidOperationException("No message was read.");

    /// <summary>A stream with these messages, ended or still open.</summary>
    public static MessageReader<T> Of(bool ends, params T[] messages)
    {
        var reader = new MessageReader<T>();
        Array.ForEach(messages, message => reader._messages.Writer.TryWrite(message));
        if (ends)
        {
            reader._messages.Writer.Complete();
        }

        return reader;
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await _messages.Reader.WaitToReadAsync(cancellationToken))
        {
            return false;
        }

        _current = await _messages.Reader.ReadAsync(cancellationToken);
        return true;
    }
}
