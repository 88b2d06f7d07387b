using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using LeaP.Hosting.Files;

namespace LeaP.Hosting.Tls;

/// <summary>TLS of programs that dial a server.</summary>
public static class DialTls
{
    /// <summary>Makes the settings of a channel's TLS.</summary>
    /// <param name="credentials">The files.</param>
    /// <param name="interval">Shortest time between two looks at the files of the own certificate.</param>
    /// <param name="time">The clock.</param>
    /// <param name="report">Told of a new certificate that cannot be used; the one before it stays in use.</param>
    /// <exception cref="CredentialFileException">A file cannot be used, or a certificate has no key.</exception>
    public static SslClientAuthenticationOptions Create(
        DialCredentials credentials,
        TimeSpan interval,
        TimeProvider time,
        Action<CredentialFileException> report)
    {
        var tls = new SslClientAuthenticationOptions { EnabledSslProtocols = TlsRules.Versions };
        if (credentials.Authority is { } authority)
        {
            tls.CertificateChainPolicy = TlsRules.ServersOf(PemCertificates.ReadAll(authority, authority.Read()));
        }

        if (credentials is { Certificate: { } certificate, Key: { } key })
        {
            var own = new ReloadedFiles<X509Certificate2>(
                [certificate, key],
                texts => PemCertificates.ReadWithKey(certificate, texts[0], key, texts[1]),
                interval,
                time,
                report);
            tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => own.Current;
        }
        else if ((credentials.Certificate ?? credentials.Key) is { } alone)
        {
            throw alone.Wrong("needs the other one of certificate and key as well.");
        }

        return tls;
    }
}
