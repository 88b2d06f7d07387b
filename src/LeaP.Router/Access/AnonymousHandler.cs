using System.Security.Claims;
using System.Text.Encodings.Web;
using LeaP.Router.Options;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Access;

/// <summary>Lets clients in that show neither key nor token, where the settings allow it.</summary>
internal sealed class AnonymousHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    IOptions<AccessOptions> options) : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    private static readonly ClientIdentity Nobody = new("anonymous", Tenant: "", ClientQuota.Usual);

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!options.Value.AllowsAnonymous)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var claims = new ClientClaims(
            Nobody, ClientRoles.Parse(options.Value.AnonymousRoles, ',') ?? [], AccessSchemes.Anonymous);
        return Task.FromResult(AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(claims), AccessSchemes.Anonymous)));
    }
}
