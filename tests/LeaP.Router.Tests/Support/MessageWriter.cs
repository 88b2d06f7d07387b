using System.Threading.Channels;
using Grpc.Core;

namespace LeaP.Router.Tests.Support;

/// <summary>A stream of messages as a call writes it.</summary>
internal sealed class MessageWriter<T> : IServerStreamWriter<T>
{
    private readonly Channel<T> _messages = Channel.CreateUnbounded<T>();

    public WriteOptions? WriteOptions { get; set; }

    /// <summary>What writing fails with from now on; null when it does not.</summary>
    public Exception? Fault { get; set; }

    public Task WriteAsync(T message) => Fault is { } fault
        ? Task.FromException(fault)
        : _messages.Writer.WriteAsync(message).AsTask();

    public Task WriteAsync(T message, CancellationToken cancellationToken) => WriteAsync(message);

    /// <summary>The next message written.</summary>
    public Task<T> NextAsync() => _messages.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();
}
