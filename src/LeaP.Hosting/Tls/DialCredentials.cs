using LeaP.Hosting.Files;

namespace LeaP.Hosting.Tls;

/// <summary>Files with which a program that dials a server trusts it and shows who it is itself.</summary>
/// <param name="Authority">Authorities that sign servers' certificates, in PEM; null for those the system trusts.</param>
/// <param name="Certificate">Own certificate in PEM; null for none.</param>
/// <param name="Key">Private key of the own certificate in PEM; null for none.</param>
public sealed record DialCredentials(CredentialFile? Authority, CredentialFile? Certificate, CredentialFile? Key);
