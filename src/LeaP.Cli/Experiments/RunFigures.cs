using System.Globalization;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;

namespace LeaP.Cli.Experiments;

/// <summary>The figures of independent paths and of the best of the other settings, and their paired differences.</summary>
/// <param name="settings">The settings.</param>
/// <param name="seed">Seed of the intervals.</param>
internal sealed class RunFigures(IReadOnlyList<SettingRecords> settings, int seed)
{
    /// <summary>The lines; a figure is <c>figure NAME VALUE UNIT</c>.</summary>
    public IEnumerable<string> Lines()
    {
        SettingRecords[] others = [.. settings.Where(setting => !setting.Score.IsIndependent)];
        SettingRecords? best = others.MaxBy(setting => setting.Score.Pass.Mean);
        if (best is not null)
        {
            yield return $"best LeaP setting by Pass@1, of {others.Length} measured: {best.Score.Setting}";
            yield return Figure("leap_pass1", best.Score.Pass.Mean);
        }

        if (settings.FirstOrDefault(setting => setting.Score.IsIndependent) is not { } independent)
        {
            yield break;
        }

        yield return Figure("independent_pass1", independent.Score.Pass.Mean);
        yield return Figure("majority", independent.Score.Consensus.Mean);
        if (best is null)
        {
            yield break;
        }

        foreach (string line in EqualTokenLines(best, independent))
        {
            yield return line;
        }

        yield return Difference(best, independent, "independent Pass@1", ProblemScores.Pass);
        yield return Difference(best, independent, "independent majority vote", ProblemScores.Consensus);
    }

    private static string Figure(string name, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"figure accuracy.{name} {share * 100:0.0} %");

    private static string Points(Estimate estimate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{estimate.Mean * 100:+0.0;-0.0;0.0} points (95 % interval {estimate.Low * 100:+0.0;-0.0;0.0} to {estimate.High * 100:+0.0;-0.0;0.0})");

    private IEnumerable<string> EqualTokenLines(SettingRecords best, SettingRecords independent)
    {
        if (EqualTokens.Of(best.Planned, independent.All, seed) is not { } equal)
        {
            yield break;
        }

        yield return Figure("majority_equal_tokens", equal.Majority.Mean);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"a session of {best.Score.Setting} costs {equal.SessionTokens:0} tokens (reasoning, summary, peer, discarded), as many as {equal.Width:0.00} independent paths; their majority vote, interpolated between whole numbers of paths: {equal.Majority.InPercent()} %");
        yield return $"paired difference, {best.Score.Setting} Pass@1 less independent majority vote at equal tokens: {Points(equal.PassDifference)}";
    }

    private string Difference(SettingRecords best, SettingRecords independent, string baseline, Func<RunRecord, double> score)
    {
        IReadOnlyList<double> differences = ProblemScores.Differences(best.Planned, ProblemScores.Pass, independent.Planned, score);
        return $"paired difference, {best.Score.Setting} Pass@1 less {baseline}: {Points(Bootstrap.Mean(differences, seed))}";
    }
}
