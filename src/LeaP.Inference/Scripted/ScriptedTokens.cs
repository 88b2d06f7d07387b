namespace LeaP.Inference.Scripted;

/// <summary>
/// The scripted engine's tokens: a blank line, a word with one space before it, or one other white-space character.
/// </summary>
internal static class ScriptedTokens
{
    public const string BlankLine = "\n\n";

    /// <summary>Length of the first token of <paramref name="text"/>, in UTF-16 code units; 0 when it is empty.</summary>
    public static int FirstLength(ReadOnlySpan<char> text)
    {
        if (text.StartsWith(BlankLine, StringComparison.Ordinal))
        {
            return BlankLine.Length;
        }

        int start = text.Length > 1 && text[0] == ' ' && !char.IsWhiteSpace(text[1]) ? 1 : 0;
        int end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end > start ? end : Math.Min(1, text.Length);
    }

    public static int Count(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (text.Length > 0)
        {
            text = text[FirstLength(text)..];
            count++;
        }

        return count;
    }
}
