using System.Text;

namespace LeaP.Reasoning.Randomness;

/// <summary>
/// Gives every random choice of a session its own seed, so that none depends on the order in which others were made.
/// The same input gives the same seed in every process and release.
/// </summary>
public static class SeedDerivation
{
    private const ulong FnvOffset = 0xCBF29CE484222325;
    private const ulong FnvPrime = 0x100000001B3;

    /// <summary>Derives a seed.</summary>
    /// <param name="seed">The seed of the session, or one derived before.</param>
    /// <param name="purpose">What the seed is for, such as <c>path</c>; different purposes give unrelated seeds.</param>
    /// <param name="parts">What tells this choice from others of its purpose, such as path index and round.</param>
    public static ulong Derive(ulong seed, string purpose, params ReadOnlySpan<long> parts)
    {
        ArgumentException.ThrowIfNullOrEmpty(purpose);
        ulong hash = FnvOffset;
        foreach (byte value in Encoding.UTF8.GetBytes(purpose))
        {
            hash = (hash ^ value) * FnvPrime;
        }

        ulong state = SplitMix64.Mix(seed + 0x9E3779B97F4A7C15) ^ SplitMix64.Mix(hash);
        state = SplitMix64.Next(ref state) + (ulong)parts.Length;
        foreach (long part in parts)
        {
            state = SplitMix64.Next(ref state) ^ SplitMix64.Mix((ulong)part);
        }

        return SplitMix64.Next(ref state);
    }
}
