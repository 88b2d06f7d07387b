using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using LeaP.Hosting.Files;

namespace LeaP.Router.Access;

/// <summary>The clients that show keys. Keys themselves are not in it, only their hashes.</summary>
internal sealed class ApiKeyTable
{
    private const int HashBytes = 32;
    private const int MaxNameLength = 63;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly ApiKeyEntry[] _entries;

    private ApiKeyTable(ApiKeyEntry[] entries) => _entries = entries;

    /// <summary>Reads the clients.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="CredentialFileException">A client is not described rightly; the message says which and what.</exception>
    public static ApiKeyTable Parse(CredentialFile file, string text)
    {
        ApiKeyFile? read;
        try
        {
            read = JsonSerializer.Deserialize<ApiKeyFile>(text, Json);
        }
        catch (JsonException exception)
        {
            throw file.Wrong(
                $"is not a list of clients in JSON: line {exception.LineNumber + 1}, at {exception.Path ?? "$"}.");
        }

        if (read?.Clients is not { Count: > 0 } clients)
        {
            throw file.Wrong("must have \"clients\" with at least one client.");
        }

        ApiKeyEntry[] entries = [.. clients.Select((entry, index) => Check(file, entry, index))];
        RequireDistinct(file, "name", entries.Select(entry => entry.Client.Name));
        RequireDistinct(file, "sha256", entries.Select(entry => Convert.ToHexString(entry.Hash)));
        return new ApiKeyTable(entries);
    }

    /// <summary>Finds the client of a key. Takes equally long for every key.</summary>
    /// <param name="key">The key.</param>
    public ApiKeyEntry? Find(string key)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        ApiKeyEntry? found = null;
        foreach (ApiKeyEntry entry in _entries)
        {
            found = CryptographicOperations.FixedTimeEquals(entry.Hash, hash) ? entry : found;
        }

        return found;
    }

    private static ApiKeyEntry Check(CredentialFile file, ApiKeyFile.Entry? entry, int index)
    {
        void Require(bool holds, string field, string allowed)
        {
            if (!holds)
            {
                throw file.Wrong($"has a client (number {index + 1}) whose {field} is not {allowed}.");
            }
        }

        Require(entry is not null, "entry", "an object");
        string name = entry!.Name ?? "";
        Require(
            name.Length is >= 1 and <= MaxNameLength && !name.Any(char.IsControl),
            "name",
            $"1 to {MaxNameLength} characters");
        Require(
            entry.Sha256 is { Length: HashBytes * 2 } digits && digits.All(char.IsAsciiHexDigit),
            "sha256",
            $"{HashBytes * 2} hexadecimal digits");
        Require(entry.Tenant is not null && ClientIdentity.IsTenant(entry.Tenant), "tenant", ClientIdentity.TenantForm);
        Require(
            entry.Roles is { Count: > 0 } roles && roles.All(ClientRoles.All.Contains),
            "roles",
            $"a list out of {string.Join(", ", ClientRoles.All)}");
        ApiKeyFile.Limits limits = entry.Limits ?? new ApiKeyFile.Limits();
        Require(
            limits is { Sessions: null or >= 0, Paths: null or >= 0, TokensPerMinute: null or >= 0 },
            "limits",
            "0 or more each");
        return new ApiKeyEntry(
            Convert.FromHexString(entry.Sha256!),
            new ClientIdentity(name, entry.Tenant!, new ClientQuota(limits.Sessions, limits.Paths, limits.TokensPerMinute)),
            entry.Roles!);
    }

    private static void RequireDistinct(CredentialFile file, string field, IEnumerable<string> values)
    {
        if (values.GroupBy(value => value, StringComparer.Ordinal).Any(group => group.Count() > 1))
        {
            throw file.Wrong($"has two clients with the same {field}.");
        }
    }
}
