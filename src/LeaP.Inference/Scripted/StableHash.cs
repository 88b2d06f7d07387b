namespace LeaP.Inference.Scripted;

/// <summary>A hash that is the same in every process and on every machine.</summary>
internal static class StableHash
{
    private const ulong Prime = 0x100000001B3;
    private const ulong Offset = 0xCBF29CE484222325;

    /// <summary>FNV-1a over UTF-16 code units, then the finalizer of SplitMix64 so that every bit counts.</summary>
    public static ulong Of(ReadOnlySpan<char> text, ulong salt)
    {
        ulong hash = Mix(Offset ^ salt);
        foreach (char c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        return Mix(hash);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
