using System.Security.Claims;
using System.Text.RegularExpressions;
using Grpc.Core;

namespace LeaP.Router.Access;

/// <summary>Who calls.</summary>
/// <param name="Name">Name of the client.</param>
/// <param name="Tenant">Whose sessions it sees; empty for clients that nobody knows.</param>
/// <param name="Quota">How much it may take.</param>
internal sealed partial record ClientIdentity(string Name, string Tenant, ClientQuota Quota)
{
    /// <summary>What tenants' names look like, in words.</summary>
    public const string TenantForm = "1 to 63 letters, digits, dots, hyphens and underscores of ASCII";

    /// <summary>The client of a call that was let in.</summary>
    /// <param name="context">The call.</param>
    public static ClientIdentity Of(ServerCallContext context) => Of(context.GetHttpContext().User);

    /// <summary>The client that a principal stands for.</summary>
    /// <param name="principal">Made by <see cref="ClientClaims"/>.</param>
    public static ClientIdentity Of(ClaimsPrincipal principal) =>
        principal.Identities.OfType<ClientClaims>().SingleOrDefault()?.Client
        ?? throw new InvalidOperationException("The call was let in without a client.");

    /// <summary>True for a name that a tenant can have.</summary>
    /// <param name="tenant">The name.</param>
    public static bool IsTenant(string tenant) => TenantPattern().IsMatch(tenant);

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,63}\z")]
    private static partial Regex TenantPattern();
}
