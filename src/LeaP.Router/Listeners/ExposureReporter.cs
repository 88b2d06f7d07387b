using System.Net;
using LeaP.Router.Options;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Listeners;

/// <summary>Says at start what a router that others can reach leaves open, and which setting closes it.</summary>
internal sealed partial class ExposureReporter(
    IOptions<RouterOptions> router,
    IOptions<AccessOptions> access,
    IOptions<LinkTrustOptions> trust,
    ListenerTls tls,
    ILogger<ExposureReporter> logger) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        string address = router.Value.ListenAddress;
        if (IPAddress.IsLoopback(IPAddress.Parse(address)))
        {
            return Task.CompletedTask;
        }

        if (!tls.IsOn(ListenerKind.Clients))
        {
            LogPlainText("clients", address, $"{RouterTlsOptions.Section}:{nameof(RouterTlsOptions.CertificateFile)}");
        }

        if (!tls.IsOn(ListenerKind.Links))
        {
            LogPlainText("workers", address, $"{RouterTlsOptions.Section}:{nameof(RouterTlsOptions.CertificateFile)}");
        }

        if (access.Value.AllowsAnonymous)
        {
            LogOpen("clients", address, $"{AccessOptions.Section}:{nameof(AccessOptions.KeyFile)}");
        }

        if (trust.Value.IsOpen)
        {
            LogOpen("workers", address, $"{LinkTrustOptions.Section}:{nameof(LinkTrustOptions.TokenFile)}");
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 4111, EventName = "PlainText", Level = LogLevel.Warning,
        Message = "The port for {Who} speaks plain text on {Address}. {Setting} turns TLS on.")]
    private partial void LogPlainText(string who, string address, string setting);

    [LoggerMessage(EventId = 4112, EventName = "Open", Level = LogLevel.Warning,
        Message = "The port for {Who} lets everybody in on {Address}. {Setting} changes that.")]
    private partial void LogOpen(string who, string address, string setting);
}
