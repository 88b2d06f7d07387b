using System.Security.Cryptography;
using System.Text;
using LeaP.Hosting.Files;

namespace LeaP.Hosting.Tokens;

/// <summary>Secrets of which a peer must know one. Only their hashes are kept.</summary>
public sealed class SharedTokens
{
    /// <summary>Shortest token in characters.</summary>
    public const int MinLength = 32;

    private readonly byte[][] _hashes;

    private SharedTokens(byte[][] hashes) => _hashes = hashes;

    /// <summary>Reads tokens, one a line; empty lines and lines that begin with <c>#</c> are passed over.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="CredentialFileException">There is no token, or one that is too short.</exception>
    public static SharedTokens Parse(CredentialFile file, string text)
    {
        string[] tokens = Lines(text);
        if (tokens.Length == 0 || tokens.Any(token => token.Length < MinLength))
        {
            throw file.Wrong(
                $"must hold at least one token, one a line, each of at least {MinLength} characters; it holds "
                + $"{tokens.Length}{(tokens.Length == 0 ? "" : " and one of them is shorter")}.");
        }

        return new SharedTokens([.. tokens.Select(Hash)]);
    }

    /// <summary>Reads the token that a program shows itself: the first one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="CredentialFileException">There is no token.</exception>
    public static string First(CredentialFile file, string text) =>
        Lines(text) is [{ } token, ..] && token.All(letter => letter is > ' ' and <= '~')
            ? token
            : throw file.Wrong("must hold a token of visible ASCII characters in its first line.");

    /// <summary>True when a token is one of these. Takes equally long for every token.</summary>
    /// <param name="token">The token.</param>
    public bool Contains(string token)
    {
        byte[] hash = Hash(token);
        bool found = false;
        foreach (byte[] known in _hashes)
        {
            found |= CryptographicOperations.FixedTimeEquals(known, hash);
        }

        return found;
    }

    private static string[] Lines(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#')),
    ];

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
