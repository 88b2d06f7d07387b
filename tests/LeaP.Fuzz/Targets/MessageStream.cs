using Grpc.Core;

namespace LeaP.Fuzz.Targets;

/// <summary>Messages that a call reads, one after the other.</summary>
/// <param name="messages">The messages.</param>
internal sealed class MessageStream<T>(IEnumerable<T> messages) : IAsyncStreamReader<T>, IServerStreamWriter<T>
{
    private readonly Queue<T> _messages = new(messages);
    private T? _current;

    public T Current => _current!;

    public WriteOptions? WriteOptions { get; set; }

    public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromResult(_messages.TryDequeue(out _current));

    public Task WriteAsync(T message) => Task.CompletedTask;

    public Task WriteAsync(T message, CancellationToken cancellationToken) => Task.CompletedTask;
}
