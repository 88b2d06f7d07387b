using System.ComponentModel.DataAnnotations;
using LeaP.Hosting.Files;
using LeaP.Hosting.Tls;

namespace LeaP.Worker.Options;

/// <summary>How the worker trusts its router and shows who it is. Section <c>Worker:Credentials</c>.</summary>
public sealed class WorkerCredentialOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Worker:Credentials";

    /// <summary>PEM file with the authorities that sign the router's certificate.</summary>
    /// <value>Default empty: those the system trusts.</value>
    public string AuthorityFile { get; set; } = "";

    /// <summary>PEM file with the worker's certificate. Read again when it changes.</summary>
    /// <value>Default empty: no certificate.</value>
    public string CertificateFile { get; set; } = "";

    /// <summary>PEM file with the private key of the certificate, without a password. Read again when it changes.</summary>
    /// <value>Default empty; needed with <see cref="CertificateFile"/>.</value>
    public string KeyFile { get; set; } = "";

    /// <summary>File whose first line is the token that the router asks for; read for every link.</summary>
    /// <value>Default empty: no token.</value>
    public string TokenFile { get; set; } = "";

    /// <summary>Shortest time between two looks at the files of the certificate.</summary>
    /// <value>Default 10 s; 10 ms to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The token's file; null for none.</summary>
    internal CredentialFile? Token => File(nameof(TokenFile), TokenFile);

    /// <summary>Certificates of the link.</summary>
    internal DialCredentials Certificates => new(
        File(nameof(AuthorityFile), AuthorityFile),
        File(nameof(CertificateFile), CertificateFile),
        File(nameof(KeyFile), KeyFile));

    private static CredentialFile? File(string setting, string path) =>
        path.Length > 0 ? new CredentialFile($"{Section}:{setting}", path) : null;
}
