using LeaP.Hosting.Files;

namespace LeaP.Router.Options;

/// <summary>Which workers may link. What is set must hold all together. Section <c>Router:Link:Trust</c>.</summary>
public sealed class LinkTrustOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Router:Link:Trust";

    /// <summary>
    /// PEM file with the authorities that sign workers' certificates; needs TLS on the port for workers. Read again when
    /// it changes.
    /// </summary>
    /// <value>Default empty: workers need no certificate.</value>
    public string AuthorityFile { get; set; } = "";

    /// <summary>Name that a worker's certificate must be for, as a DNS name or common name.</summary>
    /// <value>Default empty: any name. Needs <see cref="AuthorityFile"/>.</value>
    public string CertificateName { get; set; } = "";

    /// <summary>
    /// File with tokens, one a line, each of at least 32 characters; a worker must show one of them. Read again when it
    /// changes: to replace a token, add the new one, change the workers, remove the old one.
    /// </summary>
    /// <value>Default empty: workers need no token.</value>
    public string TokenFile { get; set; } = "";

    /// <summary>True when a worker needs neither certificate nor token.</summary>
    internal bool IsOpen => AuthorityFile.Length == 0 && TokenFile.Length == 0;

    /// <summary>The file with workers' authorities.</summary>
    internal CredentialFile Authority => new($"{Section}:{nameof(AuthorityFile)}", AuthorityFile);

    /// <summary>The file with tokens.</summary>
    internal CredentialFile Tokens => new($"{Section}:{nameof(TokenFile)}", TokenFile);
}
