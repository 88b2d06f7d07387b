namespace LeaP.Reasoning.Answers;

/// <summary>Finds <c>\boxed{…}</c> in a text.</summary>
internal static class Box
{
    private const string Command = @"\boxed";

    /// <summary>The content of the last box that is closed and not blank; null when there is none.</summary>
    public static string? LastContent(string text)
    {
        var open = new Stack<int>();
        int lastStart = -1;
        string? last = null;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when i + 1 < text.Length && text[i + 1] is '{' or '}' or '\\':
                    i++;
                    break;
                case '{':
                    open.Push(i);
                    break;
                case '}' when open.TryPop(out int brace) && brace > lastStart && OpensBox(text, brace)
                    && !text.AsSpan(brace + 1, i - brace - 1).IsWhiteSpace():
                    lastStart = brace;
                    last = text[(brace + 1)..i].Trim();
                    break;
                case '\n' when i > 0 && text[i - 1] == '\n':
                    // A box never spans paragraphs; own stretches around a peer's words are set apart by a blank line.
                    open.Clear();
                    break;
                default:
                    break;
            }
        }

        return last;
    }

    private static bool OpensBox(string text, int brace) =>
        text.AsSpan(0, brace).TrimEnd(' ').EndsWith(Command, StringComparison.Ordinal);
}
