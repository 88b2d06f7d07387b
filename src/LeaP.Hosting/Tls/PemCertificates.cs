using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LeaP.Hosting.Files;

namespace LeaP.Hosting.Tls;

/// <summary>Reads certificates and their keys from the text of PEM files.</summary>
public static class PemCertificates
{
    /// <summary>Reads a certificate with its private key.</summary>
    /// <param name="certificate">File with the certificate first and those that lead to its authority after it.</param>
    /// <param name="certificateText">Its text.</param>
    /// <param name="key">File with the private key, without a password.</param>
    /// <param name="keyText">Its text.</param>
    /// <exception cref="CredentialFileException">One of the files cannot be used, or they do not fit together.</exception>
    public static X509Certificate2 ReadWithKey(
        CredentialFile certificate,
        string certificateText,
        CredentialFile key,
        string keyText)
    {
        // Looked at alone first: which of the two files is wrong is not to be told from a failure of both together.
        ReadAll(certificate, certificateText);
        try
        {
            var read = X509Certificate2.CreateFromPem(certificateText, keyText);
            if (!OperatingSystem.IsWindows())
            {
                return read;
            }

            // TLS on Windows cannot use a key that is held in memory alone.
            using (read)
            {
                return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null);
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw key.Wrong(
                $"holds no private key in PEM without a password that belongs to the certificate in {certificate.Path}.",
                exception);
        }
    }

    /// <summary>Reads every certificate of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">Its text.</param>
    /// <returns>The certificates in order, at least one.</returns>
    /// <exception cref="CredentialFileException">The file holds none, or one that cannot be read.</exception>
    public static X509Certificate2Collection ReadAll(CredentialFile file, string text)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException exception)
        {
            throw file.Wrong("holds a certificate that cannot be read; certificates must be in PEM.", exception);
        }

        return certificates.Count > 0 ? certificates : throw file.Wrong("holds no certificate in PEM.");
    }
}
