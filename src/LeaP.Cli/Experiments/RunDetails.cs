using System.Globalization;
using LeaP.Evaluation.Statistics;

namespace LeaP.Cli.Experiments;

/// <summary>Tables about time, equal tokens, Pass@k, several runs, and who influenced whom.</summary>
/// <param name="settings">The settings.</param>
/// <param name="runs">Runs of each problem under each setting.</param>
/// <param name="seed">Seed of the intervals.</param>
internal sealed class RunDetails(IReadOnlyList<SettingRecords> settings, int runs, int seed)
{
    /// <summary>The tables, each with a line of explanation and an empty line before it.</summary>
    /// <param name="markdown">True for tables of Markdown.</param>
    public IEnumerable<string> Lines(bool markdown) =>
    [
        .. CostLines(markdown),
        .. PassLines(markdown),
        .. EqualTokenLines(markdown),
        .. runs > 1 ? RunLines(markdown) : [],
        .. InfluenceLines(markdown),
        "",
    ];

    private static string Percent(double share) => Tables.Number(share * 100);

    private static string Points(Estimate estimate) => string.Create(
        CultureInfo.InvariantCulture, $"{estimate.Mean * 100:+0.0;-0.0;0.0} ({estimate.Low * 100:+0.0;-0.0;0.0} to {estimate.High * 100:+0.0;-0.0;0.0})");

    private IEnumerable<string> CostLines(bool markdown) =>
    [
        "",
        "Cost of a session, mean over sessions; tokens of all kinds and paths:",
        .. Tables.Of(
            markdown,
            ["setting", "paths", "tokens", "seconds", "rounds"],
            settings.Select(setting => (IReadOnlyList<string>)
            [
                setting.Score.Setting,
                setting.Score.Paths.ToString(CultureInfo.InvariantCulture),
                Tables.Number(setting.Planned.Average(record => record.Tokens.Processed)),
                setting.Score.Seconds.ToString("0.00", CultureInfo.InvariantCulture),
                Tables.Number(setting.Score.Rounds),
            ])),
    ];

    private IEnumerable<string> PassLines(bool markdown)
    {
        // A session that never began has no paths; it counts as wrong.
        int width = settings.SelectMany(setting => setting.Planned).Select(record => record.PathCount).Where(count => count > 0).DefaultIfEmpty(1).Min();
        int[] drawn = [.. Enumerable.Range(0, 31).Select(power => 1 << power).TakeWhile(count => count < width), width];
        return
        [
            "",
            "Pass@k: any of k paths of a session is right, unbiased over the paths there are, in percent:",
            .. Tables.Of(
                markdown,
                ["setting", .. drawn.Select(count => $"Pass@{count}")],
                settings.Select(setting => (IReadOnlyList<string>)
                [
                    setting.Score.Setting,
                    .. drawn.Select(count => Percent(
                        ProblemScores.Of(setting.Planned, record => PassAt.Unbiased(Math.Max(record.PathCount, count), record.RightPaths, count)).Average())),
                ])),
        ];
    }

    private IEnumerable<string> EqualTokenLines(bool markdown)
    {
        SettingRecords? independent = settings.FirstOrDefault(setting => setting.Score.IsIndependent);
        EqualTokens[] compared = independent is null
            ? []
            : [.. settings.Where(setting => !setting.Score.IsIndependent)
                .Select(setting => EqualTokens.Of(setting.Planned, independent.All, seed))
                .OfType<EqualTokens>()];
        return compared.Length == 0
            ? []
            :
            [
                "",
                "Against the majority vote of independent paths that cost the same tokens; differences in points, paired by problem:",
                .. Tables.Of(
                    markdown,
                    ["setting", "independent paths", "their vote %", "Pass@1 less vote", "Cons@N less vote"],
                    compared.Select(equal => (IReadOnlyList<string>)
                    [
                        equal.Setting, equal.Width.ToString("0.00", CultureInfo.InvariantCulture), equal.Majority.InPercent(),
                        Points(equal.PassDifference), Points(equal.ConsensusDifference),
                    ])),
            ];
    }

    private IEnumerable<string> RunLines(bool markdown) =>
    [
        "",
        $"{runs} runs of each problem: any run's vote is right, any path of any run is right, the vote over all paths of all runs is right:",
        .. Tables.Of(
            markdown,
            ["setting", "runs x paths", "any run's vote %", "any path %", "vote over all %"],
            settings.Select(setting => RunsComparison.Of(setting.Planned, seed)).Select(compared => (IReadOnlyList<string>)
            [
                compared.Setting,
                string.Create(CultureInfo.InvariantCulture, $"{compared.Runs} x {compared.Paths}"),
                compared.PassAtRuns.InPercent(), compared.PassAtPaths.InPercent(), compared.ConsensusOfAll.InPercent(),
            ])),
    ];

    private IEnumerable<string> InfluenceLines(bool markdown)
    {
        (string Setting, InfluenceShare Share)[] shares =
            [.. settings.SelectMany(setting => InfluenceShare.ByRound(setting.Planned).Select(share => (setting.Score.Setting, share)))];
        return shares.Length == 0
            ? []
            :
            [
                "",
                "Influence by round, in percent of the exchanges whose values could be compared:",
                .. Tables.Of(
                    markdown,
                    ["setting", "round", "compared", "consistent", "unaffected", "influenced"],
                    shares.Select(row => (IReadOnlyList<string>)
                    [
                        row.Setting,
                        row.Share.Round.ToString(CultureInfo.InvariantCulture), row.Share.Compared.ToString(CultureInfo.InvariantCulture),
                        Percent(row.Share.Consistent), Percent(row.Share.Unaffected), Percent(row.Share.Influenced),
                    ])),
            ];
    }
}
