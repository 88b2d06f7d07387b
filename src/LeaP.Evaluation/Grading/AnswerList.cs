namespace LeaP.Evaluation.Grading;

/// <summary>A list, tuple, set or interval within an answer.</summary>
/// <param name="Open">Its opening bracket; empty for a bare list.</param>
/// <param name="Elements">Its elements, at least two.</param>
/// <param name="Close">Its closing bracket; empty for a bare list.</param>
internal sealed record AnswerList(string Open, IReadOnlyList<string> Elements, string Close)
{
    private static readonly (string Open, string Close)[] Brackets =
        [("(", ")"), ("[", "]"), (@"\{", @"\}"), ("(", "]"), ("[", ")")];

    /// <summary>Reads a list; null when the text is none.</summary>
    /// <param name="text">The text, without layout.</param>
    public static AnswerList? Split(string text)
    {
        foreach ((string open, string close) in Brackets)
        {
            if (text.Length > open.Length + close.Length
                && text.StartsWith(open, StringComparison.Ordinal) && text.EndsWith(close, StringComparison.Ordinal)
                && AtTop(text[open.Length..^close.Length]) is { Count: > 1 } inner)
            {
                return new AnswerList(open, inner, close);
            }
        }

        // Without brackets, 1,024 is a number.
        return NumberReader.Read(text) is null && AtTop(text) is { Count: > 1 } bare && !IsGroupedNumber(text)
            ? new AnswerList("", bare, "")
            : null;
    }

    private static bool IsGroupedNumber(string text) => NumberReader.Read(MeasuredText.Of(text).Text) is not null;

    // The parts between commas outside all brackets; null when brackets do not close.
    private static List<string>? AtTop(string text)
    {
        var parts = new List<string>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] is '(' or '[' or '{' ? 1 : text[i] is ')' or ']' or '}' ? -1 : 0;
            if (depth < 0)
            {
                return null;
            }

            if (depth == 0 && text[i] == ',')
            {
                parts.Add(text[start..i].Trim());
                start = i + 1;
            }
        }

        parts.Add(text[start..].Trim());
        return depth == 0 && parts.TrueForAll(part => part.Length > 0) ? parts : null;
    }
}
