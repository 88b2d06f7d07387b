using System.Text.RegularExpressions;

namespace LeaP.Evaluation.Grading;

/// <summary>
/// Forms of a chosen letter that name neither an answer nor an option: a last line that holds the letter alone, as in
/// <c>C</c>, <c>**C**</c>, <c>C.</c> or <c>C) 42 K</c>.
/// </summary>
internal static partial class ChoiceFinder
{
    /// <summary>The letter; null when the last line with text is not of these forms.</summary>
    /// <param name="own">What the path wrote itself.</param>
    public static string? Find(string own)
    {
        string? last = own.Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.Length > 0);
        Match match = last is null ? Match.Empty : Alone().Match(last);
        return match.Success ? match.Groups["letter"].Value : null;
    }

    [GeneratedRegex(@"^(?:</think>)?\s*[\s""'*_`$({\[]*(?<letter>[A-J])(?:[\s""'*_`$)}\].:]*$|[*_`]*[).:][*_`]*\s+\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Alone();
}
