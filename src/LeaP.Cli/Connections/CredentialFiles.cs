namespace LeaP.Cli.Connections;

/// <summary>Files with which the command line trusts a router and shows who it is; null for none.</summary>
/// <param name="ApiKey">Holds a key in its first line.</param>
/// <param name="Token">Holds a JSON Web Token in its first line.</param>
/// <param name="Authority">Authorities that sign the router's certificate, in PEM.</param>
/// <param name="Certificate">Own certificate in PEM.</param>
/// <param name="Key">Private key of the own certificate in PEM.</param>
internal sealed record CredentialFiles(
    string? ApiKey = null,
    string? Token = null,
    string? Authority = null,
    string? Certificate = null,
    string? Key = null)
{
    /// <summary>True when a key or token is sent along with calls.</summary>
    public bool HasSecret => ApiKey is not null || Token is not null;

    /// <summary>Takes from others what is null here.</summary>
    /// <param name="others">The others.</param>
    public CredentialFiles Or(CredentialFiles others) => new(
        ApiKey ?? others.ApiKey,
        Token ?? others.Token,
        Authority ?? others.Authority,
        Certificate ?? others.Certificate,
        Key ?? others.Key);
}
