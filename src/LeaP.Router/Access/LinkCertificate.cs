using System.Security.Cryptography.X509Certificates;

namespace LeaP.Router.Access;

/// <summary>What became of the certificate that a worker showed when it connected. Kept with the connection.</summary>
/// <param name="IsTrusted">True when a configured authority signed it.</param>
/// <param name="Certificate">The certificate.</param>
internal sealed record LinkCertificate(bool IsTrusted, X509Certificate2 Certificate)
{
    /// <summary>Its key in a connection's items.</summary>
    public const string ItemKey = "leap.link-certificate";
}
