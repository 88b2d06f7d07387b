using System.Text.RegularExpressions;

namespace LeaP.Evaluation.Grading;

/// <summary>Where the released grader looks for an answer.</summary>
internal static partial class OfficialExtraction
{
    private const string BoxOpening = @"\boxed{";
    private static readonly string[] Statements = ["answer is", "solution is", "answer should be"];

    /// <summary>The answer of a text in lower case; null when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isNumber">True when the right answer is a number.</param>
    public static string? Find(string text, bool isNumber)
    {
        string? box = LastBox(text);
        if (box is not (null or "" or "{}"))
        {
            return box;
        }

        if (isNumber)
        {
            return Numbers().Matches(text).LastOrDefault()?.Value ?? box;
        }

        string? statement = Array.Find(Statements, words => text.Contains(words, StringComparison.Ordinal))
            ?? (text.Contains("is", StringComparison.Ordinal) ? "is" : null);
        return statement is null ? null : Stated(text[(text.LastIndexOf(statement, StringComparison.Ordinal) + statement.Length)..]);
    }

    private static string Stated(string text)
    {
        string stated = text.Trim();
        stated = (stated.StartsWith(':') ? stated[1..] : stated).Trim();
        int end = stated.IndexOf(".\n", StringComparison.Ordinal);
        return (end < 0 ? stated : stated[..end]).Trim().Trim('.');
    }

    private static string? LastBox(string text)
    {
        string? last = null;
        for (int at = text.IndexOf(BoxOpening, StringComparison.Ordinal); at >= 0; at = text.IndexOf(BoxOpening, at + 1, StringComparison.Ordinal))
        {
            int start = at + BoxOpening.Length;
            int depth = 1;
            int end = start;
            while (end < text.Length && depth > 0)
            {
                depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
                end++;
            }

            last = depth == 0 ? text[start..(end - 1)].Trim() : last;
        }

        return last;
    }

    [GeneratedRegex(@"[-+]?\d*[.,/]?\d+")]
    private static partial Regex Numbers();
}
