namespace LeaP.Reasoning.Similarity;

/// <summary>Where each symbol of a pattern stands, one bit a position in words of 64: the table of the bit-parallel algorithms.</summary>
internal sealed class SymbolMasks
{
    private const int Absent = -1;

    // Most symbols of a summary are ASCII, and a table answers faster than a dictionary.
    private readonly int[] _rowOfAscii = new int[128];
    private readonly Dictionary<int, int> _rowOfOther = [];
    private readonly ulong[] _masks;
    private readonly ulong[] _absent;

    public SymbolMasks(ReadOnlySpan<int> pattern)
    {
        WordCount = (pattern.Length + 63) / 64;
        _absent = new ulong[WordCount];
        Array.Fill(_rowOfAscii, Absent);
        var rows = new int[pattern.Length];
        int rowCount = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            int row = RowOf(pattern[i]);
            if (row == Absent)
            {
                row = rowCount++;
                SetRow(pattern[i], row);
            }

            rows[i] = row;
        }

        _masks = new ulong[rowCount * WordCount];
        for (int i = 0; i < rows.Length; i++)
        {
            _masks[(rows[i] * WordCount) + (i / 64)] |= 1UL << (i % 64);
        }
    }

    public int WordCount { get; }

    public ReadOnlySpan<ulong> Of(int symbol)
    {
        int row = RowOf(symbol);
        return row == Absent ? _absent : _masks.AsSpan(row * WordCount, WordCount);
    }

    private int RowOf(int symbol) =>
        symbol < _rowOfAscii.Length ? _rowOfAscii[symbol] : _rowOfOther.GetValueOrDefault(symbol, Absent);

    private void SetRow(int symbol, int row)
    {
        if (symbol < _rowOfAscii.Length)
        {
            _rowOfAscii[symbol] = row;
        }
        else
        {
            _rowOfOther.Add(symbol, row);
        }
    }
}
