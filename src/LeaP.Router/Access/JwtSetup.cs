using System.Security.Claims;
using LeaP.Hosting.Files;
using LeaP.Router.Options;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace LeaP.Router.Access;

/// <summary>How tokens are checked, and which client each stands for.</summary>
internal sealed partial class JwtSetup(
    IOptions<AccessOptions> access,
    IOptions<RouterTlsOptions> tls,
    TimeProvider time,
    ILogger<JwtSetup> logger) : IConfigureNamedOptions<JwtBearerOptions>
{
    private const int MaxNameLength = 63;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public void Configure(JwtBearerOptions options) => Configure(AccessSchemes.Jwt, options);

    /// <inheritdoc />
    public void Configure(string? name, JwtBearerOptions options)
    {
        JwtAccessOptions jwt = access.Value.Jwt;
        options.MapInboundClaims = false;
        options.Audience = jwt.Audience;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = jwt.Audience,
            ValidIssuer = jwt.Issuer.Length > 0 ? jwt.Issuer : null,
            ValidAlgorithms = JwtSigningKey.Algorithms,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = ClockSkew,
        };
        if (jwt.Authority.Length > 0)
        {
            options.Authority = jwt.Authority;
        }
        else if (jwt.KeyFile.Length > 0)
        {
            var file = new ReloadedFiles<SecurityKey>(
                [jwt.Key],
                texts => JwtSigningKey.Parse(jwt.Key, texts[0]),
                tls.Value.ReloadInterval,
                time,
                bad => LogBad(bad.Message));
            options.TokenValidationParameters.IssuerSigningKeyResolver = (_, _, _, _) => [file.Current];
        }

        options.Events = new JwtBearerEvents { OnTokenValidated = ReadClient };
    }

    private Task ReadClient(TokenValidatedContext context)
    {
        ClaimsPrincipal token = context.Principal ?? new ClaimsPrincipal();
        JwtAccessOptions jwt = access.Value.Jwt;
        string tenant = token.FindFirst(jwt.TenantClaim)?.Value ?? "";
        string subject = token.FindFirst("sub")?.Value ?? "";
        if (!ClientIdentity.IsTenant(tenant) || subject.Length == 0)
        {
            context.Fail($"The token has no subject or no tenant in its claim {jwt.TenantClaim}.");
            return Task.CompletedTask;
        }

        string[] roles =
        [
            .. token.FindAll(jwt.RolesClaim)
                .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(ClientRoles.All.Contains)
                .Distinct(StringComparer.Ordinal),
        ];
        var client = new ClientIdentity(
            subject.Length <= MaxNameLength ? subject : subject[..MaxNameLength], tenant, ClientQuota.Usual);
        context.Principal = new ClaimsPrincipal(new ClientClaims(client, roles, AccessSchemes.Jwt));
        return Task.CompletedTask;
    }

    [LoggerMessage(EventId = 4202, EventName = "SigningKeyIgnored", Level = LogLevel.Error,
        Message = "A changed signing key is not used; the one before stays: {Cause}")]
    private partial void LogBad(string cause);
}
