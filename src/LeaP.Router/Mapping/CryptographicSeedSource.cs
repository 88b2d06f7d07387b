using System.Security.Cryptography;

namespace LeaP.Router.Mapping;

/// <summary>Seeds nobody can guess, so that sessions of one moment do not share their draws.</summary>
internal sealed class CryptographicSeedSource : ISeedSource
{
    /// <inheritdoc />
    public long Next() => RandomNumberGenerator.GetInt32(int.MaxValue);
}
