namespace LeaP.Hosting.Tokens;

/// <summary>A token in the <c>authorization</c> header, which is also how gRPC metadata carries one.</summary>
public static class BearerToken
{
    /// <summary>Name of the header.</summary>
    public const string Header = "authorization";

    private const string Scheme = "Bearer ";

    /// <summary>The header's value for a token.</summary>
    /// <param name="token">The token.</param>
    public static string ToHeader(string token) => Scheme + token;

    /// <summary>Reads the token of a header.</summary>
    /// <param name="header">The header's value; null for none.</param>
    /// <returns>The token; empty when there is none, or the header is of another kind.</returns>
    public static string Read(string? header) =>
        header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : "";
}
