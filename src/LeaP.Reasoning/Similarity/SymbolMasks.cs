using System.Runtime.InteropServices;

namespace LeaP.Reasoning.Similarity;

/// <summary>Where each symbol of a pattern stands, one bit a position in words of 64: the table of the bit-parallel algorithms.</summary>
internal sealed class SymbolMasks
{
    private readonly Dictionary<int, int> _rowOfSymbol = [];
    private readonly ulong[] _masks;
    private readonly ulong[] _absent;

    public SymbolMasks(ReadOnlySpan<int> pattern)
    {
        WordCount = (pattern.Length + 63) / 64;
        _absent = new ulong[WordCount];
        var rows = new int[pattern.Length];
        for (int i = 0; i < pattern.Length; i++)
        {
            ref int row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rowOfSymbol, pattern[i], out bool known);
            if (!known)
            {
                row = _rowOfSymbol.Count - 1;
            }

            rows[i] = row;
        }

        _masks = new ulong[_rowOfSymbol.Count * WordCount];
        for (int i = 0; i < rows.Length; i++)
        {
            _masks[(rows[i] * WordCount) + (i / 64)] |= 1UL << (i % 64);
        }
    }

    public int WordCount { get; }

    public ReadOnlySpan<ulong> Of(int symbol) =>
        _rowOfSymbol.TryGetValue(symbol, out int row) ? _masks.AsSpan(row * WordCount, WordCount) : _absent;
}
