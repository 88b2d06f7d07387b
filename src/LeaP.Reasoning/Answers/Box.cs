namespace LeaP.Reasoning.Answers;

/// <summary>Finds <c>\boxed{…}</c> in a text.</summary>
internal static class Box
{
    private const string Command = @"\boxed";

    /// <summary>The content of the last box that is closed and not empty; null when there is none.</summary>
    public static string? LastContent(string text)
    {
        for (int start = LastCommand(text, text.Length); start >= 0; start = LastCommand(text, start))
        {
            string content = ContentAt(text, start + Command.Length).Trim();
            if (content.Length > 0)
            {
                return content;
            }
        }

        return null;
    }

    private static int LastCommand(string text, int before) =>
        text.AsSpan(0, before).LastIndexOf(Command, StringComparison.Ordinal);

    /// <summary>The content of the braces at a position; empty when none open there or they do not close.</summary>
    private static string ContentAt(string text, int position)
    {
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }

        if (position == text.Length || text[position] != '{')
        {
            return "";
        }

        int depth = 0;
        for (int i = position; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '{':
                    depth++;
                    break;
                case '}' when --depth == 0:
                    return text[(position + 1)..i];
                case '\n' when i > 0 && text[i - 1] == '\n':
                    // A box never spans paragraphs; own stretches around a peer's words are set apart by a blank line.
                    return "";
                default:
                    break;
            }
        }

        return "";
    }
}
