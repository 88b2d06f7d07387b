using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using LeaP.Hosting.Files;

namespace LeaP.Hosting.Tls;

/// <summary>The certificate that a server shows; read anew when its files change.</summary>
public sealed class ServerCertificate
{
    private readonly ReloadedFiles<SslStreamCertificateContext> _files;

    /// <summary>Reads the certificate.</summary>
    /// <param name="certificate">File with the certificate, and those that lead to its authority, in PEM.</param>
    /// <param name="key">File with its private key in PEM.</param>
    /// <param name="interval">Shortest time between two looks at the files.</param>
    /// <param name="time">The clock.</param>
    /// <param name="report">Told of a new certificate that cannot be used; the one before it stays in use.</param>
    /// <exception cref="CredentialFileException">A file cannot be used.</exception>
    public ServerCertificate(
        CredentialFile certificate,
        CredentialFile key,
        TimeSpan interval,
        TimeProvider time,
        Action<CredentialFileException> report) =>
        _files = new ReloadedFiles<SslStreamCertificateContext>(
            [certificate, key],
            texts =>
            {
                X509Certificate2 own = PemCertificates.ReadWithKey(certificate, texts[0], key, texts[1]);
                return SslStreamCertificateContext.Create(
                    own, PemCertificates.ReadAll(certificate, texts[0]), offline: true);
            },
            interval,
            time,
            report);

    /// <summary>What the next connection is shown.</summary>
    public SslStreamCertificateContext Current => _files.Current;
}
