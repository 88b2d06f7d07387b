using System.Security.Claims;
using System.Text.Encodings.Web;
using LeaP.Hosting.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Access;

/// <summary>Knows clients by their keys.</summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiKeyStore keys) : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string key = Request.Headers.TryGetValue(AccessSchemes.KeyHeader, out var value)
            ? value.ToString()
            : BearerToken.Read(Request.Headers.Authorization);
        if (keys.Find(key) is not { } entry)
        {
            return Task.FromResult(AuthenticateResult.Fail("The key is unknown."));
        }

        var claims = new ClientClaims(entry.Client, entry.Roles, AccessSchemes.ApiKey);
        return Task.FromResult(AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(claims), AccessSchemes.ApiKey)));
    }
}
