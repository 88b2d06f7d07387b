using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LeaP.Hosting.Tls;

/// <summary>What holds for every TLS connection of ours.</summary>
public static class TlsRules
{
    /// <summary>Versions spoken: 1.2 and later.</summary>
    public const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;

    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    /// <summary>Trusts servers whose certificates the given authorities signed, and nobody else.</summary>
    /// <param name="authorities">The authorities.</param>
    public static X509ChainPolicy ServersOf(X509Certificate2Collection authorities) => Policy(authorities, ServerUse);

    /// <summary>Trusts clients whose certificates the given authorities signed, and nobody else.</summary>
    /// <param name="authorities">The authorities.</param>
    public static X509ChainPolicy ClientsOf(X509Certificate2Collection authorities) => Policy(authorities, ClientUse);

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities, string use)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,

            // Authorities named by a file publish no lists of revoked certificates as a rule; a worker or client is shut
            // out by replacing the authority.
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ApplicationPolicy.Add(new Oid(use));
        return policy;
    }
}
