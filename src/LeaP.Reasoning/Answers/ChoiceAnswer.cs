using System.Text.RegularExpressions;
using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Answers;

/// <summary>
/// The letter A to J of a multiple-choice answer. Looks for a stated answer first (a box, <c>ANSWER: C</c> in any
/// quoting, <c>answer is **C**</c>) and, when there is none, for a letter named as an option (<c>option C</c>,
/// <c>(C)</c>); the last match in the path's own text wins.
/// </summary>
public sealed partial class ChoiceAnswer : IAnswerFormat
{
    private const string Wrapping = @"[\s""'“”‘’*_`$({\[:=]*(?:\\(?:text|textbf|mathrm|mathbf|boxed)\s*\{[\s(*]*)?";

    // "I" behind "answer is" is nearly always the pronoun.
    private const string Letter = @"(?<letter>[A-J])(?![\p{L}\p{N}]|(?<=I)(?:['’]|\s+[a-z]))";

    /// <inheritdoc/>
    public string Name => AnswerFormatNames.Choice;

    /// <inheritdoc/>
    public string? Extract(PathText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string own = text.OwnText;
        return Last(Stated().Matches(own)) ?? Last(Named().Matches(own));
    }

    /// <inheritdoc/>
    public string Normalize(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Match letter = Bare().Match(answer);
        return (letter.Success ? letter.Groups["letter"].Value : answer.Trim()).ToUpperInvariant();
    }

    private static string? Last(MatchCollection matches) =>
        matches.Count == 0 ? null : matches[^1].Groups["letter"].Value;

    [GeneratedRegex(
        @"\\boxed\s*\{[\s(*]*(?:\\(?:text|textbf|mathrm|mathbf)\s*\{[\s(*]*)?(?<letter>[A-Ja-j])[\s)*.]*(?:\}[\s)*.]*)?\}"
        + @"|(?i:\b(?:answer|choice|option)\b)[\s""'“”*_`]*(?:[:=]|(?i:\b(?:is|would be|must be))\b)(?i:\s*(?:option|choice)\b)?" + Wrapping + Letter,
        RegexOptions.CultureInvariant)]
    private static partial Regex Stated();

    [GeneratedRegex(
        @"(?i:\b(?:option|choice|answer))\b[\s""'“”*_`({]*" + Letter + @"|(?<![\p{L}\p{N}\\])\((?<letter>[A-J])\)|\\text\s*\{\s*\(?(?<letter>[A-J])\)?\s*\}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?:[\s""'“”*$({\[]|\\(?:boxed|text|textbf|mathrm|mathbf)\s*\{)*(?<letter>[A-Ja-j])[\s""'“”*$)}\].]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Bare();
}
