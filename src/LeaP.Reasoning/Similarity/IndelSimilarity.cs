using System.Numerics;

namespace LeaP.Reasoning.Similarity;

/// <summary>
/// Normalized indel similarity <c>2·LCS(a, b) / (|a| + |b|)</c>, LCS being the length of the longest common
/// subsequence; two empty texts give 1. This is what the released code of the paper computes, though the paper
/// prints Eq. 4 (<see cref="LevenshteinSimilarity"/>).
/// </summary>
public sealed class IndelSimilarity : ISimilarityMeasure
{
    /// <inheritdoc/>
    public string Name => SimilarityNames.Indel;

    /// <inheritdoc/>
    public double Compute(string a, string b)
    {
        int[] first = CodePoints.Of(a);
        int[] second = CodePoints.Of(b);
        int total = first.Length + second.Length;
        return total == 0 ? 1.0 : 2.0 * CommonSubsequence(first, second) / total;
    }

    /// <summary>The bit-parallel algorithm of Allison and Dix in Hyyrö's form, over as many words as the pattern needs.</summary>
    private static int CommonSubsequence(ReadOnlySpan<int> pattern, ReadOnlySpan<int> text)
    {
        if (pattern.IsEmpty || text.IsEmpty)
        {
            return 0;
        }

        var masks = new SymbolMasks(pattern);
        var unmatched = new ulong[masks.WordCount];
        Array.Fill(unmatched, ulong.MaxValue);
        foreach (int symbol in text)
        {
            ReadOnlySpan<ulong> mask = masks.Of(symbol);
            ulong carry = 0;
            for (int word = 0; word < unmatched.Length; word++)
            {
                ulong current = unmatched[word];
                ulong matches = current & mask[word];
                ulong partial = current + matches;
                ulong sum = partial + carry;
                carry = (partial < current ? 1UL : 0UL) | (sum < partial ? 1UL : 0UL);
                unmatched[word] = sum | (current - matches);
            }
        }

        // Bits above the pattern's length have no mask, so they stay set and count as unmatched.
        return unmatched.Sum(word => 64 - BitOperations.PopCount(word));
    }
}
