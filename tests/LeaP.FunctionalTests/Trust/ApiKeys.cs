using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LeaP.FunctionalTests.Trust;

/// <summary>Writes files with keys as an operator would.</summary>
internal static class ApiKeys
{
    public static string NewKey() => $"leap-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";

    public static string Write(TestAuthority folder, params Client[] clients) =>
        folder.Write("keys.json", JsonSerializer.Serialize(new
        {
            clients = clients.Select(client => new
            {
                name = client.Name,
                sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(client.Key))),
                tenant = client.Tenant,
                roles = client.Roles,
                limits = new { sessions = client.Sessions, paths = client.Paths, tokensPerMinute = client.TokensPerMinute },
            }),
        }));

    internal sealed record Client(string Name, string Key, string Tenant, string[] Roles)
    {
        public int? Sessions { get; init; }

        public int? Paths { get; init; }

        public int? TokensPerMinute { get; init; }
    }
}
