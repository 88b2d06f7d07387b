using System.ComponentModel.DataAnnotations;
using LeaP.Hosting.Files;

namespace LeaP.Router.Options;

/// <summary>Clients that show a JSON Web Token. Section <c>Router:Access:Jwt</c>.</summary>
public sealed class JwtAccessOptions
{
    /// <summary>
    /// Address of the OpenID Connect provider that signs tokens, with https; its keys are fetched from there. Not together
    /// with <see cref="KeyFile"/>.
    /// </summary>
    /// <value>Default empty.</value>
    public string Authority { get; set; } = "";

    /// <summary>
    /// PEM file with the public key (RSA or ECDSA) of whoever signs tokens, for use without a provider that can be reached.
    /// Read again when it changes.
    /// </summary>
    /// <value>Default empty.</value>
    public string KeyFile { get; set; } = "";

    /// <summary>Issuer that tokens must name.</summary>
    /// <value>Default empty: what the provider at <see cref="Authority"/> says; needed with <see cref="KeyFile"/>.</value>
    public string Issuer { get; set; } = "";

    /// <summary>Audience that tokens must name.</summary>
    /// <value>Default empty; needed with tokens.</value>
    public string Audience { get; set; } = "";

    /// <summary>Claim that holds the client's tenant; a token without it is refused.</summary>
    /// <value>Default tenant.</value>
    [Required]
    public string TenantClaim { get; set; } = "tenant";

    /// <summary>
    /// Claim that holds the client's roles: an array, or words separated by blanks. Words that are no role here are passed
    /// over.
    /// </summary>
    /// <value>Default roles.</value>
    [Required]
    public string RolesClaim { get; set; } = "roles";

    /// <summary>True when tokens are accepted.</summary>
    internal bool IsOn => Authority.Length > 0 || KeyFile.Length > 0;

    /// <summary>The file with the signer's key.</summary>
    internal CredentialFile Key => new($"{AccessOptions.Section}:{nameof(AccessOptions.Jwt)}:{nameof(KeyFile)}", KeyFile);
}
