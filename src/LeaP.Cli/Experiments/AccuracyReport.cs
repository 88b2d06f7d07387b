using System.Globalization;
using LeaP.Cli.Rendering;

using LeaP.Evaluation.Statistics;

namespace LeaP.Cli.Experiments;

/// <summary>What an accuracy experiment came to.</summary>
/// <param name="records">A record for each problem and setting.</param>
/// <param name="settings">The settings in the order of the table; the first is independent reasoning.</param>
/// <param name="paths">Paths of each session.</param>
/// <param name="seed">Seed of the intervals.</param>
internal sealed class AccuracyReport(
    IReadOnlyCollection<ProblemRecord> records, IReadOnlyList<ExperimentSetting> settings, int paths, int seed)
{
    private readonly IReadOnlyList<SettingScore> _scores =
    [
        .. settings.Select(setting => SettingScore.Of([.. Of(records, setting.Name)], seed)),
    ];

    /// <summary>Sessions that broke, over all settings.</summary>
    public int Failures => _scores.Sum(score => score.Failures);

    /// <summary>The table, the figures and what failed.</summary>
    /// <param name="markdown">True for a table of Markdown.</param>
    public IEnumerable<string> Lines(bool markdown)
    {
        string[] header =
        [
            "setting", "Pass@1 %", $"Cons@{paths} %", $"any@{paths} %",
            "reasoning", "summary", "peer", "discarded", "no answer", "failed",
        ];
        IEnumerable<IReadOnlyList<string>> rows = _scores.Select(Row);
        return (markdown ? TextTable.Markdown(header, rows) : TextTable.Lines(header, rows))
            .Append("")
            .Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{_scores[0].Problems} problems, {paths} paths; ± is a 95 % bootstrap interval over problems; tokens are per path; sessions without an answer count as wrong."))
            .Concat(FailureLines())
            .Concat(Figures());
    }

    private static IEnumerable<ProblemRecord> Of(IEnumerable<ProblemRecord> records, string setting) =>
        records.Where(record => record.Setting == setting).OrderBy(record => record.Problem);

    private static IReadOnlyList<string> Row(SettingScore score) =>
    [
        score.Setting, score.Pass.InPercent(), score.Consensus.InPercent(), score.Any.InPercent(),
        Tokens(score.ReasoningTokens), Tokens(score.SummaryTokens), Tokens(score.PeerTokens), Tokens(score.DiscardedTokens),
        score.Unanswered.ToString(CultureInfo.InvariantCulture), score.Failures.ToString(CultureInfo.InvariantCulture),
    ];

    private static string Tokens(double tokens) => tokens.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Figure(string name, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"figure accuracy.{name} {share * 100:0.0} %");

    private IEnumerable<string> FailureLines() => records
        .Where(record => record.IsBroken)
        .GroupBy(record => record.Failure)
        .OrderByDescending(group => group.Count())
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"failed sessions: {group.Count()} x {SafeText.OneLine(group.Key ?? "")}"));

    private IEnumerable<string> Figures()
    {
        SettingScore independent = _scores[0];
        SettingScore? best = _scores.Skip(1).MaxBy(score => score.Pass.Mean);
        if (best is not null)
        {
            yield return $"best LeaP setting by Pass@1, of {_scores.Count - 1} measured: {best.Setting}";
            yield return Figure("leap_pass1", best.Pass.Mean);
        }

        yield return Figure("independent_pass1", independent.Pass.Mean);
        yield return Figure("majority", independent.Consensus.Mean);
        if (best is not null)
        {
            yield return Difference(best.Setting, "independent Pass@1", record => record.Pass());
            yield return Difference(best.Setting, "independent majority vote", record => record.Consensus());
        }
    }

    private string Difference(string setting, string baseline, Func<ProblemRecord, double> baselineScore)
    {
        IEnumerable<double> differences = Of(records, setting).Zip(
            Of(records, ExperimentSetting.Independent.Name),
            (leap, alone) => leap.Pass() - baselineScore(alone));
        Estimate estimate = Bootstrap.Mean([.. differences], seed);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"paired difference, {setting} Pass@1 less {baseline}: {estimate.Mean * 100:+0.0;-0.0;0.0} points (95 % interval {estimate.Low * 100:+0.0;-0.0;0.0} to {estimate.High * 100:+0.0;-0.0;0.0})");
    }
}
