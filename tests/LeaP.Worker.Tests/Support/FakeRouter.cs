using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LeaP.Protocol.Link.V1;
using Status = Grpc.Core.Status;

namespace LeaP.Worker.Tests.Support;

/// <summary>The router's side of one call, spoken by hand.</summary>
internal sealed class FakeRouter : CallInvoker
{
    private readonly Channel<ConnectRequest> _received = Channel.CreateUnbounded<ConnectRequest>();
    private readonly Channel<ConnectResponse> _sent = Channel.CreateUnbounded<ConnectResponse>();
    private long _sequence;

    public void Send(ConnectResponse message)
    {
        message.Sequence = ++_sequence;
        _sent.Writer.TryWrite(message).ShouldBeTrue();
    }

    public void Accept(TimeSpan reportInterval, TimeSpan silenceLimit, Action<LinkAccepted>? set = null)
    {
        var accepted = new LinkAccepted
        {
            ProtocolVersion = 1,
            RouterId = "router",
            LoadReportInterval = Duration.FromTimeSpan(reportInterval),
            SilenceLimit = Duration.FromTimeSpan(silenceLimit),
        };
        set?.Invoke(accepted);
        Send(new ConnectResponse { Accepted = accepted });
    }

    /// <summary>Breaks the connection, without a word from the router.</summary>
    public void Break() => End(new RpcException(new Status(StatusCode.Unavailable, "The connection was reset.")));

    public void End(RpcException? status = null) => _sent.Writer.TryComplete(status);

    /// <summary>The worker's next message.</summary>
    public Task<ConnectRequest> NextAsync() => _received.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();

    /// <summary>The worker's next message of a kind; others before it are passed over.</summary>
    public async Task<ConnectRequest> NextAsync(ConnectRequest.PayloadOneofCase kind)
    {
        ConnectRequest message;
        do
        {
            message = await NextAsync();
        }
        while (message.PayloadCase != kind);
        return message;
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        (AsyncDuplexStreamingCall<TRequest, TResponse>)(object)new AsyncDuplexStreamingCall<ConnectRequest, ConnectResponse>(
            new Writer(this),
            new Reader(_sent.Reader),
            Task.FromResult(new Metadata()),
            () => Status.DefaultSuccess,
            () => [],
            () => { });

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        throw new NotSupportedException();

    private sealed class Writer(FakeRouter router) : IClientStreamWriter<ConnectRequest>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(ConnectRequest message) => router._received.Writer.WriteAsync(message).AsTask();

        public Task WriteAsync(ConnectRequest message, CancellationToken cancellationToken) => WriteAsync(message);

        public Task CompleteAsync()
        {
            router.End();
            return Task.CompletedTask;
        }
    }

    private sealed class Reader(ChannelReader<ConnectResponse> messages) : IAsyncStreamReader<ConnectResponse>
    {
        private ConnectResponse? _current;

        public ConnectResponse Current => _current ?? throw new InvalidOperationException("No message was read.");

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!await messages.WaitToReadAsync(cancellationToken))
            {
                return false;
            }

            _current = await messages.ReadAsync(cancellationToken);
            return true;
        }
    }
}
