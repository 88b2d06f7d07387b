namespace LeaP.Reasoning.Similarity;

/// <summary>
/// The similarity the paper prints, Eq. 4: <c>1 − Lev(a, b) / max(|a|, |b|)</c> with unit-cost insertion, deletion
/// and substitution; two empty texts give 1.
/// </summary>
public sealed class LevenshteinSimilarity : ISimilarityMeasure
{
    /// <inheritdoc/>
    public string Name => SimilarityNames.Levenshtein;

    /// <inheritdoc/>
    public double Compute(string a, string b)
    {
        int[] first = CodePoints.Of(a);
        int[] second = CodePoints.Of(b);
        int longer = Math.Max(first.Length, second.Length);
        return longer == 0 ? 1.0 : (double)(longer - Distance(first, second)) / longer;
    }

    /// <summary>Myers' bit-parallel edit distance in blocks of 64 rows, as Hyyrö gives it.</summary>
    private static int Distance(ReadOnlySpan<int> pattern, ReadOnlySpan<int> text)
    {
        if (pattern.IsEmpty || text.IsEmpty)
        {
            return pattern.Length + text.Length;
        }

        var masks = new SymbolMasks(pattern);
        int lastWord = masks.WordCount - 1;
        int lastBit = (pattern.Length - 1) % 64;
        var rising = new ulong[masks.WordCount];
        var falling = new ulong[masks.WordCount];
        Array.Fill(rising, ulong.MaxValue);
        int distance = pattern.Length;
        foreach (int symbol in text)
        {
            ReadOnlySpan<ulong> mask = masks.Of(symbol);
            int step = 1;
            for (int word = 0; word <= lastWord; word++)
            {
                step = Advance(ref rising[word], ref falling[word], mask[word], step, word == lastWord ? lastBit : 63);
            }

            distance += step;
        }

        return distance;
    }

    /// <summary>Moves one block one column on; takes and gives the horizontal difference (−1, 0 or 1) at its edges.</summary>
    private static int Advance(ref ulong rising, ref ulong falling, ulong equal, int stepIn, int bottomBit)
    {
        ulong vertical = equal | falling;
        ulong match = stepIn < 0 ? equal | 1 : equal;
        ulong horizontal = (((match & rising) + rising) ^ rising) | match;
        ulong up = falling | ~(horizontal | rising);
        ulong down = rising & horizontal;
        int stepOut = (int)((up >> bottomBit) & 1) - (int)((down >> bottomBit) & 1);
        up = (up << 1) | (stepIn > 0 ? 1UL : 0UL);
        down = (down << 1) | (stepIn < 0 ? 1UL : 0UL);
        rising = down | ~(vertical | up);
        falling = up & vertical;
        return stepOut;
    }
}
