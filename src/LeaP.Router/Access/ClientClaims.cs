using System.Security.Claims;

namespace LeaP.Router.Access;

/// <summary>A client as ASP.NET Core sees it.</summary>
internal sealed class ClientClaims : ClaimsIdentity
{
    /// <summary>Makes the identity.</summary>
    /// <param name="client">The client.</param>
    /// <param name="roles">Out of <see cref="ClientRoles"/>.</param>
    /// <param name="scheme">How it showed who it is.</param>
    public ClientClaims(ClientIdentity client, IEnumerable<string> roles, string scheme)
        : base([new Claim(ClaimTypes.Name, client.Name)], scheme)
    {
        Client = client;
        AddClaims(roles.Select(role => new Claim(ClaimTypes.Role, role)));
    }

    /// <summary>The client.</summary>
    public ClientIdentity Client { get; }
}
