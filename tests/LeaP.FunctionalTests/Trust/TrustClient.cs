using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using LeaP.Hosting.Files;
using LeaP.Hosting.Tls;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.FunctionalTests.Trust;

/// <summary>A client with credentials of its own.</summary>
internal sealed class TrustClient : IDisposable
{
    private readonly GrpcChannel _channel;

    public TrustClient(Uri router, string? header = null, string value = "", DialCredentials? certificates = null)
    {
        _channel = GrpcChannel.ForAddress(router, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                SslOptions = DialTls.Create(
                    certificates ?? new DialCredentials(null, null, null), TimeSpan.MaxValue, TimeProvider.System, _ => { }),
            },
            DisposeHttpClient = true,
        });
        Invoker = header is null
            ? _channel.CreateCallInvoker()
            : _channel.Intercept(headers =>
            {
                headers.Add(header, value);
                return headers;
            });
        Reasoning = new ReasoningService.ReasoningServiceClient(Invoker);
        Fleet = new FleetService.FleetServiceClient(Invoker);
    }

    public CallInvoker Invoker { get; }

    public ReasoningService.ReasoningServiceClient Reasoning { get; }

    public FleetService.FleetServiceClient Fleet { get; }

    public static DialCredentials Trusting(string authority, SignedFiles? own = null) => new(
        new CredentialFile("test", authority),
        own is null ? null : new CredentialFile("test", own.Certificate),
        own is null ? null : new CredentialFile("test", own.Key));

    public void Dispose() => _channel.Dispose();
}
