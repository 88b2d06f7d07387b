using System.Security.Cryptography;
using LeaP.Hosting.Files;
using Microsoft.IdentityModel.Tokens;

namespace LeaP.Router.Access;

/// <summary>Reads the public key of whoever signs tokens.</summary>
internal static class JwtSigningKey
{
    private const int MinRsaBits = 2048;

    /// <summary>Algorithms by which tokens may be signed: none of them lets the holder of a public key sign.</summary>
    public static IReadOnlyList<string> Algorithms { get; } =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Reads a key.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">Its text.</param>
    /// <exception cref="CredentialFileException">The file holds no public key that can be used.</exception>
    public static SecurityKey Parse(CredentialFile file, string text)
    {
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            throw file.Wrong("holds a private key; the router needs the public one and must not have the other.");
        }

        if (TryRead(text, RSA.Create()) is RSA rsa)
        {
            return rsa.KeySize >= MinRsaBits
                ? new RsaSecurityKey(rsa)
                : throw file.Wrong($"holds an RSA key of {rsa.KeySize} bits; it must have at least {MinRsaBits}.");
        }

        return TryRead(text, ECDsa.Create()) is ECDsa ecdsa
            ? new ECDsaSecurityKey(ecdsa)
            : throw file.Wrong("must hold one public key, RSA or ECDSA, in PEM.");
    }

    private static AsymmetricAlgorithm? TryRead(string text, AsymmetricAlgorithm key)
    {
        try
        {
            key.ImportFromPem(text);
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
    }
}
