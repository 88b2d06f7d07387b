using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LeaP.FunctionalTests.Trust;

/// <summary>An authority that signs certificates into files of a folder of its own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leap-trust-");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=leap test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _certificate = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(2));
        File = Write("authority.pem", _certificate.ExportCertificatePem());
    }

    /// <summary>PEM file with the authority.</summary>
    public string File { get; }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Signs a server's certificate for loopback, over the one of the same name.</summary>
    public SignedFiles SignServer(string name = "server") => Sign(name, "localhost", ServerUse);

    /// <summary>Signs a client's certificate.</summary>
    public SignedFiles SignClient(string name) => Sign(name, name, ClientUse);

    /// <summary>Writes a file into the authority's folder.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    private SignedFiles Sign(string file, string name, string use)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], true));
        byte[] serial = RandomNumberGenerator.GetBytes(8);
        serial[0] &= 0x7f;
        using X509Certificate2 signed = request.Create(_certificate, Now.AddHours(-1), Now.AddDays(1), serial);
        return new SignedFiles(
            Write($"{file}.pem", signed.ExportCertificatePem()),
            Write($"{file}.key", key.ExportPkcs8PrivateKeyPem()),
            signed.SerialNumber);
    }
}
