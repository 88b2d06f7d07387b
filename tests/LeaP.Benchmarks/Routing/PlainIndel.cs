namespace LeaP.Benchmarks.Routing;

/// <summary>The textbook way to the same similarity: one cell of the table of common subsequences at a time, two rows kept.</summary>
internal static class PlainIndel
{
    /// <summary>Normalized indel similarity of two texts of one-unit characters.</summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other.</param>
    public static double Compute(string a, string b)
    {
        int[] above = new int[b.Length + 1];
        int[] row = new int[b.Length + 1];
        foreach (char symbol in a)
        {
            for (int j = 0; j < b.Length; j++)
            {
                row[j + 1] = symbol == b[j] ? above[j] + 1 : Math.Max(above[j + 1], row[j]);
            }

            (above, row) = (row, above);
        }

        return 2.0 * above[^1] / (a.Length + b.Length);
    }
}
