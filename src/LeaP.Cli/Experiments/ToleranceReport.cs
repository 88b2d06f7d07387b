using System.Globalization;
using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;

namespace LeaP.Cli.Experiments;

/// <summary>Table of an error tolerance experiment.</summary>
internal static class ToleranceReport
{
    private static readonly string[] Header = ["mode", "good beginnings", "share %", "Pass@1 %", "vote %"];

    /// <summary>The lines.</summary>
    /// <param name="records">All records.</param>
    /// <param name="seed">Seed of the intervals.</param>
    /// <param name="markdown">True for a table of Markdown.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<RunRecord> records, int seed, bool markdown) =>
    [
        .. Tables.Of(
            markdown,
            Header,
            records
                .GroupBy(record => (record.Mode, Good: TrapScores.NumberOf(record, ExperimentLabels.Good)))
                .OrderByDescending(group => group.Key.Mode, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Good)
                .Select(group => Row(group.Key.Mode, group.Key.Good, [.. group], seed))),
        "",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{records.Select(record => record.Problem).Distinct().Count()} problems, {records[0].PathCount} paths, all others begin wrong; ± is a 95 % bootstrap interval over problems."),
    ];

    private static IReadOnlyList<string> Row(string mode, int good, IReadOnlyList<RunRecord> records, int seed) =>
    [
        mode,
        good.ToString(CultureInfo.InvariantCulture),
        (100.0 * good / records[0].PathCount).ToString("0", CultureInfo.InvariantCulture),
        Bootstrap.Mean(ProblemScores.Of(records, ProblemScores.Pass), seed).InPercent(),
        Bootstrap.Mean(ProblemScores.Of(records, ProblemScores.Consensus), seed).InPercent(),
    ];
}
