using System.Globalization;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Runs;

namespace LeaP.Cli.Experiments;

/// <summary>Says what broke and how often.</summary>
internal static class FailureLines
{
    /// <summary>A line for each kind of failure, the most frequent first.</summary>
    /// <param name="records">The records.</param>
    public static IEnumerable<string> Of(IEnumerable<RunRecord> records) => records
        .Where(record => record.IsBroken)
        .GroupBy(record => record.Failure)
        .OrderByDescending(group => group.Count())
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"failed sessions: {group.Count()} x {SafeText.OneLine(group.Key ?? "")}"));
}
