namespace LeaP.Reasoning.Prompts;

/// <summary>Finds a path's latest summary in its text.</summary>
public static class SummaryText
{
    /// <summary>
    /// What stands between the last opening tag and the first closing tag behind it, trimmed; up to the end of the
    /// text when it is not closed; null when there is no opening tag.
    /// </summary>
    /// <param name="text">The path's text.</param>
    /// <param name="tags">The marks of the profile.</param>
    public static string? Extract(string text, PromptTags tags)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tags);
        int open = text.LastIndexOf(tags.SummaryOpen, StringComparison.Ordinal);
        if (open < 0)
        {
            return null;
        }

        int start = open + tags.SummaryOpen.Length;
        int close = text.IndexOf(tags.SummaryClose, start, StringComparison.Ordinal);
        return (close < 0 ? text[start..] : text[start..close]).Trim();
    }
}
