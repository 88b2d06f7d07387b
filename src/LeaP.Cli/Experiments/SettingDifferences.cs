using System.Globalization;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;

namespace LeaP.Cli.Experiments;

/// <summary>A table of what settings do better and worse than one of them, paired by problem.</summary>
/// <param name="settings">The settings.</param>
/// <param name="against">Name of the one they are compared with.</param>
/// <param name="seed">Seed of the intervals.</param>
internal sealed class SettingDifferences(IReadOnlyList<SettingRecords> settings, string against, int seed)
{
    private readonly SettingRecords? _base = settings.FirstOrDefault(setting => setting.Score.Setting == against);

    /// <summary>The table with a line of explanation and an empty line before it; nothing where the one has no records.</summary>
    /// <param name="markdown">True for a table of Markdown.</param>
    public IEnumerable<string> Lines(bool markdown) => _base is null
        ? []
        :
        [
            "",
            $"Less {against}, paired by problem: points of Pass@1 and Cons@N, tokens and seconds of a session, each with its 95 % interval:",
            .. Tables.Of(
                markdown,
                ["setting", "Pass@1", "Cons@N", "tokens", "seconds"],
                settings.Where(setting => setting != _base).Select(setting => (IReadOnlyList<string>)
                [
                    setting.Score.Setting,
                    Share(setting, ProblemScores.Pass),
                    Share(setting, ProblemScores.Consensus),
                    Number(Difference(setting, record => record.Tokens.Processed), "+0;-0;0"),
                    Number(Difference(setting, record => record.Seconds), "+0.00;-0.00;0.00"),
                ])),
        ];

    private static string Number(Estimate estimate, string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{estimate.Mean.ToString(format, CultureInfo.InvariantCulture)} ({estimate.Low.ToString(format, CultureInfo.InvariantCulture)} to {estimate.High.ToString(format, CultureInfo.InvariantCulture)})");

    private string Share(SettingRecords setting, Func<RunRecord, double> score) =>
        Number(Difference(setting, record => score(record) * 100), "+0.0;-0.0;0.0");

    private Estimate Difference(SettingRecords setting, Func<RunRecord, double> score) =>
        Bootstrap.Mean(ProblemScores.Differences(setting.Planned, score, _base!.Planned, score), seed);
}
