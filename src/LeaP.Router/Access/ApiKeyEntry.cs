namespace LeaP.Router.Access;

/// <summary>A client that shows a key.</summary>
/// <param name="Hash">SHA-256 of its key in UTF-8.</param>
/// <param name="Client">The client.</param>
/// <param name="Roles">Out of <see cref="ClientRoles"/>.</param>
internal sealed record ApiKeyEntry(byte[] Hash, ClientIdentity Client, IReadOnlyList<string> Roles);
