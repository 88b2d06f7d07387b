using Grpc.Net.Client;
using LeaP.Protocol;
using LeaP.Protocol.Link.V1;
using LeaP.Worker.Options;

namespace LeaP.Worker.Link;

/// <summary>The routers a worker may link to, one channel each, and which of them is next.</summary>
internal sealed class RouterChannels : IDisposable
{
    // Short enough for the idle limits that load balancers and address translation have, longer than any link is silent.
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(20);

    private readonly (string Address, GrpcChannel Channel)[] _routers;
    private int _current;

    /// <summary>Makes the channels; nothing is dialled yet.</summary>
    /// <param name="options">Where the routers are.</param>
    public RouterChannels(WorkerOptions options) =>
        _routers = [.. Split(options.RouterAddress).Select(address => (address, NewChannel(address, options)))];

    /// <summary>Address of the router to dial.</summary>
    public string Address => _routers[_current].Address;

    /// <summary>Splits a list of addresses.</summary>
    /// <param name="addresses">One address, or several separated by commas.</param>
    public static string[] Split(string addresses) =>
        addresses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } some
            ? some
            : [addresses];

    /// <summary>A client of the router to dial.</summary>
    public WorkerLinkService.WorkerLinkServiceClient NewClient() => new(_routers[_current].Channel);

    /// <summary>Goes on to the next router; behind the last comes the first.</summary>
    public void Advance() => _current = (_current + 1) % _routers.Length;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach ((_, GrpcChannel channel) in _routers)
        {
            channel.Dispose();
        }
    }

    private static GrpcChannel NewChannel(string address, WorkerOptions options) =>
        GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = LinkProtocol.MaxMessageBytes,
            MaxSendMessageSize = LinkProtocol.MaxMessageBytes,
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = options.HelloTimeLimit,
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = PingDelay,
                KeepAlivePingTimeout = PingDelay,
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            },
            DisposeHttpClient = true,
        });
}
