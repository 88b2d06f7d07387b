namespace LeaP.Reasoning.Prompts;

/// <summary>Finds where an interrupted path is cut: behind its last finished paragraph.</summary>
public static class ParagraphCut
{
    private const string BlankLine = "\n\n";

    /// <summary>
    /// How much of a text to keep so that it ends in the last blank line the path wrote in this round. The cut never
    /// reaches back before <paramref name="ownStart"/>; without a blank line behind it everything is kept.
    /// </summary>
    /// <param name="text">The path's whole text.</param>
    /// <param name="ownStart">Where the text of this round begins, from 0 to the text's length, in UTF-16 units.</param>
    /// <returns>The length to keep, from <paramref name="ownStart"/> to the text's length.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="ownStart"/> is outside that range.</exception>
    public static int Find(string text, int ownStart)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(ownStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ownStart, text.Length);
        int keep = -1;

        // Blank lines are found one after the other from the left: of three line breaks in a row the first two make
        // one, as in the released code.
        for (int next = text.IndexOf(BlankLine, ownStart, StringComparison.Ordinal);
            next >= 0;
            next = text.IndexOf(BlankLine, keep, StringComparison.Ordinal))
        {
            keep = next + BlankLine.Length;
        }

        return keep < 0 ? text.Length : keep;
    }
}
