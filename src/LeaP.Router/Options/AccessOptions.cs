using System.ComponentModel.DataAnnotations;
using LeaP.Hosting.Files;

namespace LeaP.Router.Options;

/// <summary>Which clients may call and what they may do. Section <c>Router:Access</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Router:Access";

    /// <summary>
    /// Whether clients that show neither key nor token are let in. Unset means yes on a loopback address as long as
    /// neither <see cref="KeyFile"/> nor <see cref="Jwt"/> is set, and no otherwise; on other addresses one of the three
    /// must be set.
    /// </summary>
    /// <value>Default unset.</value>
    public bool? Anonymous { get; set; }

    /// <summary>Roles of clients that show neither key nor token: <c>reason</c>, <c>watch</c>, <c>operate</c>.</summary>
    /// <value>Default reason,watch,operate.</value>
    [Required]
    public string AnonymousRoles { get; set; } = "reason,watch,operate";

    /// <summary>
    /// JSON file with the clients that show a key: see docs/security.md. Read again when it changes.
    /// </summary>
    /// <value>Default empty: no keys.</value>
    public string KeyFile { get; set; } = "";

    /// <summary>Clients that show a JSON Web Token.</summary>
    public JwtAccessOptions Jwt { get; } = new();

    /// <summary>True when there are clients to be known.</summary>
    internal bool KnowsClients => KeyFile.Length > 0 || Jwt.IsOn;

    /// <summary>True when clients without key or token are let in.</summary>
    internal bool AllowsAnonymous => Anonymous ?? !KnowsClients;

    /// <summary>The file with keys.</summary>
    internal CredentialFile Keys => new($"{Section}:{nameof(KeyFile)}", KeyFile);
}
