namespace LeaP.Reasoning.Similarity;

internal static class CodePoints
{
    /// <summary>The code points of a text; a lone surrogate counts as itself, so that unequal texts stay unequal.</summary>
    public static int[] Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var points = new int[text.Length];
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                points[count++] = char.ConvertToUtf32(text[i], text[i + 1]);
                i++;
            }
            else
            {
                points[count++] = text[i];
            }
        }

        return points[..count];
    }
}
