using System.Text.RegularExpressions;
using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Paths;

namespace LeaP.Evaluation.Grading;

/// <summary>
/// Finds a mathematical answer in what a path wrote itself: the last closed box; without a box, what the path last
/// stated as its answer ("the answer is …"); without that, where a number is asked for, the last number.
/// </summary>
internal static partial class AnswerFinder
{
    private static readonly BoxedAnswer Boxed = new();

    /// <summary>The answer as it was written; null when there is none.</summary>
    /// <param name="text">The path's text.</param>
    /// <param name="isNumber">True when a number is asked for.</param>
    public static string? Find(PathText text, bool isNumber)
    {
        if (Boxed.Extract(text) is { } box)
        {
            return box;
        }

        string own = text.OwnText;
        string? stated = Stated().Matches(own).LastOrDefault()?.Groups["answer"].Value.Trim().TrimEnd('.', ' ', '*', '"');
        if (!isNumber)
        {
            return string.IsNullOrEmpty(stated) ? null : stated;
        }

        return (stated is null ? null : First(stated)) ?? LastNumber(own);
    }

    /// <summary>The last number of a text as it was written; null when there is none.</summary>
    /// <param name="text">The text.</param>
    public static string? LastNumber(string text) => Numbers().Matches(text).LastOrDefault()?.Value;

    // A statement may hold its number among words, and some of it in a form that only all of it has.
    private static string? First(string stated) =>
        AnswerForm.Of(stated).IsNumber ? stated : Numbers().Matches(stated).FirstOrDefault()?.Value;

    [GeneratedRegex(@"(?i)\banswer\b[\s*_`]*(?:(?:is|equals|should be|must be|=|:)[\s*_`""]*)+(?<answer>(?:[^\n.]|\.(?!\s|$))+)")]
    private static partial Regex Stated();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}_.#])(?:(?<![\p{L}\p{N})}\]])[-+−])?"
        + @"(?:(?:\d+\s*)?\\[dtc]?frac\s*(?:\{\s*[-+]?\d+\s*\}|\d)\s*(?:\{\s*[-+]?\d+\s*\}|\d)"
        + @"|\d{1,3}(?:(?:,|\{,\}|\\,)\d{3})+(?!\d)(?:\.\d+)?|\d+\s?/\s?\d+|\d*\.\d+(?:[eE][-+]?\d+)?|\d+(?:[eE][-+]?\d+)?)(?:\s?\\?%)?")]
    private static partial Regex Numbers();
}
