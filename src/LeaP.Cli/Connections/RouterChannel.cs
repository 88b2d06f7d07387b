using Grpc.Net.Client;

namespace LeaP.Cli.Connections;

/// <summary>One gRPC channel to a router.</summary>
/// <param name="channel">The channel.</param>
internal sealed class RouterChannel(GrpcChannel channel) : IAsyncDisposable
{
    private const int MaxMessageBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);

    /// <summary>Opens a connection; nothing is sent before the first call.</summary>
    /// <param name="router">Address of its clients' port.</param>
    public static RouterConnection Open(Uri router)
    {
        GrpcChannel channel = Create(router);
        return new RouterConnection(channel.CreateCallInvoker(), new RouterChannel(channel));
    }

    /// <summary>A channel whose dead connections are noticed and whose messages may be as long as a whole session.</summary>
    /// <param name="router">Address of its clients' port.</param>
    public static GrpcChannel Create(Uri router) => GrpcChannel.ForAddress(router, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            KeepAlivePingDelay = PingDelay,
            KeepAlivePingTimeout = PingDelay,
            EnableMultipleHttp2Connections = true,
        },
        DisposeHttpClient = true,
        MaxReceiveMessageSize = MaxMessageBytes,
    });

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        channel.Dispose();
        return ValueTask.CompletedTask;
    }
}
