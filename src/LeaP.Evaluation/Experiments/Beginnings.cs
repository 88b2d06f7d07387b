namespace LeaP.Evaluation.Experiments;

/// <summary>Cuts beginnings out of what paths wrote.</summary>
public static class Beginnings
{
    private const string ParagraphEnd = "\n\n";

    /// <summary>
    /// The beginning of a text. The paper takes a share of the tokens (section 2.1); a client sees characters, so a share
    /// of those is taken, up to the end of the paragraph it falls into, since a cut within a word would be a token
    /// sequence no model writes. Where the paragraph reaches further than twice the share, the cut is at the share.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="share">More than 0, less than 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is outside its range.</exception>
    public static string Cut(string text, double share)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        int wanted = (int)Math.Ceiling(text.Length * share);
        int furthest = Math.Min(text.Length, 2 * wanted);
        int paragraph = text.IndexOf(ParagraphEnd, Math.Max(0, wanted - ParagraphEnd.Length), StringComparison.Ordinal);
        int end = paragraph >= 0 && paragraph + ParagraphEnd.Length <= furthest ? paragraph + ParagraphEnd.Length : wanted;
        return end < text.Length && end > 0 && char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end];
    }
}
