using System.Net;
using LeaP.Router.Options;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Listeners;

/// <summary>Opens the router's three ports, bounds them and marks each connection with its kind.</summary>
internal sealed class ListenerSetup(
    IOptions<RouterOptions> options,
    IOptions<LimitOptions> limits,
    ListenerTls tls) : IConfigureOptions<KestrelServerOptions>
{
    /// <summary>Key of the kind in a connection's items.</summary>
    public const string ItemKey = "leap.listener";

    /// <inheritdoc />
    public void Configure(KestrelServerOptions kestrel)
    {
        IPAddress address = IPAddress.Parse(options.Value.ListenAddress);

        // The order here is the order in RouterAddresses.
        Listen(kestrel, address, options.Value.ClientPort, ListenerKind.Clients, HttpProtocols.Http2);
        Listen(kestrel, address, options.Value.LinkPort, ListenerKind.Links, HttpProtocols.Http2);
        Listen(kestrel, address, options.Value.ProbePort, ListenerKind.Probes, HttpProtocols.Http1);
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.KeepAlivePingDelay = options.Value.PingDelay;
        kestrel.Limits.Http2.KeepAlivePingTimeout = options.Value.PingTimeLimit;
        kestrel.Limits.MaxConcurrentConnections = limits.Value.Connections;
        kestrel.Limits.MaxRequestHeadersTotalSize = limits.Value.HeaderBytes;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = limits.Value.HeaderBytes;
        kestrel.Limits.Http2.MaxStreamsPerConnection = limits.Value.CallsPerConnection;
    }

    private void Listen(
        KestrelServerOptions kestrel,
        IPAddress address,
        int port,
        ListenerKind kind,
        HttpProtocols protocols) =>
        kestrel.Listen(address, port, listen =>
        {
            listen.Protocols = protocols;
            tls.Apply(listen, kind);
            listen.Use(next => (ConnectionContext connection) =>
            {
                connection.Items[ItemKey] = kind;
                return next(connection);
            });
        });
}
