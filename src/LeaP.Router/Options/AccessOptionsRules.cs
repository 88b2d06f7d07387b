using System.Net;
using LeaP.Hosting.Files;
using LeaP.Router.Access;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Options;

/// <summary>Rules over who may call; reads the files, so that a wrong one stops the start.</summary>
/// <param name="router">Tells where the router listens.</param>
internal sealed class AccessOptionsRules(IOptions<RouterOptions> router) : IValidateOptions<AccessOptions>
{
    private const string Jwt = $"{AccessOptions.Section}:{nameof(AccessOptions.Jwt)}";

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        string address = router.Value.ListenAddress;
        if (options.Anonymous is null && !options.KnowsClients && !IPAddress.IsLoopback(IPAddress.Parse(address)))
        {
            result.AddError(
                $"The router would listen on {address} and let everybody in. Set {AccessOptions.Section}:"
                + $"{nameof(options.KeyFile)} or {Jwt} to know its clients, or "
                + $"{AccessOptions.Section}:{nameof(options.Anonymous)} to true if that is what you want.");
        }

        if (options is { Anonymous: false, KnowsClients: false })
        {
            result.AddError(
                $"{AccessOptions.Section}:{nameof(options.Anonymous)} is false, and neither {nameof(options.KeyFile)} nor "
                + $"{nameof(options.Jwt)} is set: nobody could call.");
        }

        if (ClientRoles.Parse(options.AnonymousRoles, ',') is null)
        {
            result.AddError(
                $"{AccessOptions.Section}:{nameof(options.AnonymousRoles)} must be roles separated by commas, out of "
                + $"{string.Join(", ", ClientRoles.All)}; it is \"{options.AnonymousRoles}\".");
        }

        CheckJwt(options.Jwt, result);
        CheckFiles(options, result);
        return result.Build();
    }

    private static void CheckJwt(JwtAccessOptions options, ValidateOptionsResultBuilder result)
    {
        if (options is { Authority.Length: > 0, KeyFile.Length: > 0 })
        {
            result.AddError($"{Jwt}:{nameof(options.Authority)} and {nameof(options.KeyFile)} must not be set together.");
        }

        if (options.Authority.Length > 0
            && !(Uri.TryCreate(options.Authority, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps))
        {
            result.AddError($"{Jwt}:{nameof(options.Authority)} must be an absolute https address.");
        }

        if (options.IsOn && options.Audience.Length == 0)
        {
            result.AddError($"{Jwt}:{nameof(options.Audience)} must be set, so that tokens for others are refused.");
        }

        if (options.KeyFile.Length > 0 && options.Issuer.Length == 0)
        {
            result.AddError($"{Jwt}:{nameof(options.Issuer)} must be set with {nameof(options.KeyFile)}.");
        }
    }

    private static void CheckFiles(AccessOptions options, ValidateOptionsResultBuilder result)
    {
        try
        {
            if (options.KeyFile.Length > 0)
            {
                ApiKeyTable.Parse(options.Keys, options.Keys.Read());
            }

            if (options.Jwt.KeyFile.Length > 0)
            {
                JwtSigningKey.Parse(options.Jwt.Key, options.Jwt.Key.Read());
            }
        }
        catch (CredentialFileException exception)
        {
            result.AddError(exception.Message);
        }
    }
}
