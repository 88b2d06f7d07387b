using System.Text;

namespace LeaP.Reasoning.Tests.Similarity;

/// <summary>The textbook table of both distances, one cell at a time.</summary>
internal static class SlowOracle
{
    public static double Indel(string a, string b) => Ratio(a, b, substitution: 2, (x, y) => x + y);

    public static double Levenshtein(string a, string b) => Ratio(a, b, substitution: 1, Math.Max);

    private static double Ratio(string a, string b, int substitution, Func<int, int, int> scale)
    {
        Rune[] x = [.. a.EnumerateRunes()];
        Rune[] y = [.. b.EnumerateRunes()];
        int whole = scale(x.Length, y.Length);
        return whole == 0 ? 1 : (whole - Distance(x, y, substitution)) / (double)whole;
    }

    private static int Distance(Rune[] x, Rune[] y, int substitution)
    {
        var table = new int[x.Length + 1, y.Length + 1];
        for (int i = 0; i <= x.Length; i++)
        {
            for (int j = 0; j <= y.Length; j++)
            {
                table[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                        table[i - 1, j - 1] + (x[i - 1] == y[j - 1] ? 0 : substitution));
            }
        }

        return table[x.Length, y.Length];
    }
}
