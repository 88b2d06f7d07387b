using Grpc.Core;

namespace LeaP.Cli.Tests.Support;

/// <summary>Reads messages from a sequence; ends as a call does when it is cancelled.</summary>
internal sealed class ScriptedReader<T>(IEnumerable<T> messages, CancellationToken cancelled) : IAsyncStreamReader<T>, IDisposable
{
    private readonly IEnumerator<T> _messages = messages.GetEnumerator();

    public T Current => _messages.Current;

    public Task<bool> MoveNext(CancellationToken cancellationToken) =>
        cancelled.IsCancellationRequested || cancellationToken.IsCancellationRequested
            ? Task.FromException<bool>(new RpcException(new Status(StatusCode.Cancelled, "Call canceled by the client.")))
            : Task.Run(_messages.MoveNext, CancellationToken.None);

    public void Dispose() => _messages.Dispose();
}
