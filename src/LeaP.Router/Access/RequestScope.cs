using System.Security.Cryptography;
using System.Text;

namespace LeaP.Router.Access;

/// <summary>Keeps the request ids of one tenant apart from those of others.</summary>
internal static class RequestScope
{
    private const int GuidBytes = 16;

    /// <summary>The id under which a tenant's request is kept.</summary>
    /// <param name="tenant">The tenant; empty for clients that nobody knows, whose ids stay as they are.</param>
    /// <param name="requestId">The client's request id.</param>
    /// <returns>A UUID of this tenant alone; what was given when it is no UUID.</returns>
    public static string Of(string tenant, string requestId)
    {
        if (tenant.Length == 0 || !Guid.TryParse(requestId, out Guid id))
        {
            return requestId;
        }

        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\n{id}"));
        return new Guid(hash.AsSpan(0, GuidBytes)).ToString();
    }
}
