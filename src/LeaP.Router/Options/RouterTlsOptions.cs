using System.ComponentModel.DataAnnotations;
using LeaP.Hosting.Files;

namespace LeaP.Router.Options;

/// <summary>TLS of the router's ports. Section <c>Router:Tls</c>.</summary>
public sealed class RouterTlsOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Router:Tls";

    /// <summary>
    /// PEM file with the router's certificate, and after it those that lead to its authority. Read again when it changes.
    /// Empty for plain text on every port.
    /// </summary>
    /// <value>Default empty.</value>
    public string CertificateFile { get; set; } = "";

    /// <summary>PEM file with the private key of the certificate, without a password. Read again when it changes.</summary>
    /// <value>Default empty; needed with <see cref="CertificateFile"/>.</value>
    public string KeyFile { get; set; } = "";

    /// <summary>Whether the port for clients speaks TLS once there is a certificate.</summary>
    /// <value>Default true.</value>
    public bool Clients { get; set; } = true;

    /// <summary>Whether the port for workers speaks TLS once there is a certificate.</summary>
    /// <value>Default true.</value>
    public bool Links { get; set; } = true;

    /// <summary>Whether the port for probes speaks TLS once there is a certificate.</summary>
    /// <value>Default true.</value>
    public bool Probes { get; set; } = true;

    /// <summary>
    /// PEM file with the authorities that sign clients' certificates. When it is set, a client without such a certificate
    /// gets no connection; who the client is, is said by its key or token all the same.
    /// </summary>
    /// <value>Default empty: clients need no certificate.</value>
    public string ClientAuthorityFile { get; set; } = "";

    /// <summary>Shortest time between two looks at files with certificates, keys and tokens.</summary>
    /// <value>Default 10 s; 10 ms to 1 h.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>True when there is a certificate.</summary>
    internal bool HasCertificate => CertificateFile.Length > 0;

    /// <summary>The certificate's file.</summary>
    internal CredentialFile Certificate => new($"{Section}:{nameof(CertificateFile)}", CertificateFile);

    /// <summary>The key's file.</summary>
    internal CredentialFile Key => new($"{Section}:{nameof(KeyFile)}", KeyFile);

    /// <summary>The file with clients' authorities.</summary>
    internal CredentialFile ClientAuthority => new($"{Section}:{nameof(ClientAuthorityFile)}", ClientAuthorityFile);
}
