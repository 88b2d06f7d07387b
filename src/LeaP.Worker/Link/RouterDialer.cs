using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using LeaP.Hosting.Files;
using LeaP.Hosting.Tls;
using LeaP.Hosting.Tokens;
using LeaP.Protocol;
using LeaP.Worker.Options;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeaP.Worker.Link;

/// <summary>Opens channels to routers with the worker's credentials.</summary>
internal sealed partial class RouterDialer(
    IOptions<WorkerOptions> options,
    IOptions<WorkerCredentialOptions> credentials,
    TimeProvider time,
    ILogger<RouterDialer> logger)
{
    // Short enough for the idle limits that load balancers and address translation have, longer than any link is silent.
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(20);

    /// <summary>Makes a channel; nothing is sent before the first call.</summary>
    /// <param name="address">Address of a router's port for workers.</param>
    /// <exception cref="CredentialFileException">A file with credentials cannot be used.</exception>
    public RouterChannel Open(string address)
    {
        WorkerCredentialOptions own = credentials.Value;
        var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = LinkProtocol.MaxMessageBytes,
            MaxSendMessageSize = LinkProtocol.MaxMessageBytes,
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = options.Value.HelloTimeLimit,
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = Ping,
                KeepAlivePingTimeout = Ping,
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                SslOptions = DialTls.Create(own.Certificates, own.ReloadInterval, time, bad => LogBad(bad.Message)),
            },
            DisposeHttpClient = true,
        });
        return new RouterChannel(
            channel,
            own.Token is { } token
                ? channel.Intercept(headers => WithToken(headers, token))
                : channel.CreateCallInvoker());
    }

    private static Metadata WithToken(Metadata headers, CredentialFile token)
    {
        headers.Add(BearerToken.Header, BearerToken.ToHeader(SharedTokens.First(token, token.Read())));
        return headers;
    }

    [LoggerMessage(EventId = 5311, EventName = "OwnCertificateIgnored", Level = LogLevel.Error,
        Message = "A changed certificate is not used; the one before the change stays: {Cause}")]
    private partial void LogBad(string cause);
}
