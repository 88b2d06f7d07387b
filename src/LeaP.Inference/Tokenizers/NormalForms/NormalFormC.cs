using System.Text;

namespace LeaP.Inference.Tokenizers.NormalForms;

/// <summary>
/// Unicode's normal form C: characters taken apart, marks brought into order, put together again. The runtime's own does
/// nothing under invariant globalization, which these programs run with.
/// </summary>
internal static class NormalFormC
{
    // Below it every text is in the form already.
    private const char FirstOfInterest = '\u0300';

    /// <summary>Whether a text may change; false is certain.</summary>
    public static bool MayChange(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('\0', (char)(FirstOfInterest - 1)) >= 0;

    /// <summary>The text in normal form C.</summary>
    /// <param name="text">Whole surrogate pairs only.</param>
    public static string Apply(string text)
    {
        if (!MayChange(text))
        {
            return text;
        }

        var codes = new List<int>(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, codes);
        }

        SortMarks(codes);
        Compose(codes);
        var result = new StringBuilder(text.Length);
        foreach (int code in codes)
        {
            result.Append(new Rune(code).ToString());
        }

        return result.ToString();
    }

    private static void Decompose(int code, List<int> codes)
    {
        if (CanonicalTables.Decompositions.TryGetValue(code, out int[]? parts))
        {
            foreach (int part in parts)
            {
                Decompose(part, codes);
            }
        }
        else if (!HangulSyllables.TryDecompose(code, codes))
        {
            codes.Add(code);
        }
    }

    private static void SortMarks(List<int> codes)
    {
        int start = 0;
        for (int i = 0; i <= codes.Count; i++)
        {
            if (i < codes.Count && ClassOf(codes[i]) > 0)
            {
                continue;
            }

            if (i - start > 1)
            {
                int[] sorted = [.. codes[start..i].OrderBy(ClassOf)];
                for (int mark = 0; mark < sorted.Length; mark++)
                {
                    codes[start + mark] = sorted[mark];
                }
            }

            start = i + 1;
        }
    }

    private static void Compose(List<int> codes)
    {
        int kept = 0;
        int starter = -1;
        foreach (int code in codes.ToArray())
        {
            // A mark cannot reach its starter past one of the same class, nor a starter past any mark.
            bool isBlocked = starter < 0
                || (kept - 1 > starter && (ClassOf(codes[kept - 1]) >= ClassOf(code) || ClassOf(code) == 0));
            int whole = isBlocked ? 0 : WholeOf(codes[starter], code);
            if (whole > 0)
            {
                codes[starter] = whole;
                continue;
            }

            starter = ClassOf(code) == 0 ? kept : starter;
            codes[kept++] = code;
        }

        codes.RemoveRange(kept, codes.Count - kept);
    }

    private static int WholeOf(int first, int second)
        => CanonicalTables.Compositions.TryGetValue((first, second), out int whole) ? whole : HangulSyllables.Compose(first, second);

    private static int ClassOf(int code) => CanonicalTables.Classes.GetValueOrDefault(code);
}
