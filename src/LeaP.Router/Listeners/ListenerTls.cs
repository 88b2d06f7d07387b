using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using LeaP.Hosting.Files;
using LeaP.Hosting.Tls;
using LeaP.Router.Access;
using LeaP.Router.Options;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Listeners;

/// <summary>TLS of the router's ports.</summary>
internal sealed partial class ListenerTls(
    IOptions<RouterTlsOptions> options,
    IOptions<LinkTrustOptions> trust,
    TimeProvider time,
    ILogger<ListenerTls> logger)
{
    private readonly Lazy<ServerCertificate> _certificate = new(() => new ServerCertificate(
        options.Value.Certificate, options.Value.Key, options.Value.ReloadInterval, time, bad => LogBad(logger, bad.Message)));

    /// <summary>True when a port speaks TLS.</summary>
    /// <param name="kind">Whom the port is for.</param>
    public bool IsOn(ListenerKind kind) => options.Value.HasCertificate && kind switch
    {
        ListenerKind.Clients => options.Value.Clients,
        ListenerKind.Links => options.Value.Links,
        _ => options.Value.Probes,
    };

    /// <summary>Gives a port TLS, where the settings say so.</summary>
    /// <param name="listen">The port.</param>
    /// <param name="kind">Whom it is for.</param>
    public void Apply(ListenOptions listen, ListenerKind kind)
    {
        if (!IsOn(kind))
        {
            return;
        }

        ReloadedFiles<X509Certificate2Collection>? authorities = AuthoritiesOf(kind);
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = context => ValueTask.FromResult(Handshake(context, kind, authorities?.Current)),
        });
    }

    [SuppressMessage(
        "Security", "CA5359", Justification = "The verdict on a worker's certificate is kept, and WorkerTrust asks for it.")]
    private SslServerAuthenticationOptions Handshake(
        TlsHandshakeCallbackContext context,
        ListenerKind kind,
        X509Certificate2Collection? authorities)
    {
        var tls = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = _certificate.Value.Current,
            EnabledSslProtocols = TlsRules.Versions,
        };
        if (authorities is not null)
        {
            tls.ClientCertificateRequired = true;
            tls.CertificateChainPolicy = TlsRules.ClientsOf(authorities);
            if (kind == ListenerKind.Links)
            {
                // A worker is refused by the link's protocol, which can say why; a broken handshake cannot.
                tls.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                {
                    context.Connection.Items[LinkCertificate.ItemKey] = certificate is X509Certificate2 shown
                        ? new LinkCertificate(errors == SslPolicyErrors.None, shown)
                        : null;
                    return true;
                };
            }
        }

        return tls;
    }

    private ReloadedFiles<X509Certificate2Collection>? AuthoritiesOf(ListenerKind kind)
    {
        CredentialFile? file = kind switch
        {
            ListenerKind.Links when trust.Value.AuthorityFile.Length > 0 => trust.Value.Authority,
            ListenerKind.Clients when options.Value.ClientAuthorityFile.Length > 0 => options.Value.ClientAuthority,
            _ => null,
        };
        return file is null
            ? null
            : new ReloadedFiles<X509Certificate2Collection>(
                [file],
                texts => PemCertificates.ReadAll(file, texts[0]),
                options.Value.ReloadInterval,
                time,
                bad => LogBad(logger, bad.Message));
    }

    [LoggerMessage(EventId = 4231, EventName = "CertificateIgnored", Level = LogLevel.Error,
        Message = "A changed certificate is not used; the one before the change stays: {Cause}")]
    private static partial void LogBad(ILogger logger, string cause);
}
