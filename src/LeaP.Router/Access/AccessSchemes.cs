using LeaP.Hosting.Tokens;
using LeaP.Router.Options;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Access;

/// <summary>The ways in which clients show who they are.</summary>
internal static class AccessSchemes
{
    /// <summary>Whichever of the others fits what a call shows.</summary>
    public const string Any = "leap";

    /// <summary>A key out of a file.</summary>
    public const string ApiKey = "leap.key";

    /// <summary>A JSON Web Token.</summary>
    public const string Jwt = "leap.jwt";

    /// <summary>Nothing at all.</summary>
    public const string Anonymous = "leap.anonymous";

    /// <summary>Header that holds a key, beside <see cref="BearerToken.Header"/>.</summary>
    public const string KeyHeader = "x-api-key";

    /// <summary>Chooses the scheme that reads a call.</summary>
    /// <param name="context">The call.</param>
    public static string Choose(HttpContext context)
    {
        AccessOptions options = context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value;
        string bearer = BearerToken.Read(context.Request.Headers.Authorization);
        bool showsKey = context.Request.Headers.ContainsKey(KeyHeader);
        if (!options.KnowsClients || (bearer.Length == 0 && !showsKey))
        {
            return Anonymous;
        }

        bool isJwt = !showsKey && (options.KeyFile.Length == 0 || bearer.Count(letter => letter == '.') == 2);
        return options.Jwt.IsOn && isJwt ? Jwt : ApiKey;
    }
}
