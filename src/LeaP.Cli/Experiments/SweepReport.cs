using System.Globalization;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;

namespace LeaP.Cli.Experiments;

/// <summary>Table of sweeps.</summary>
internal static class SweepReport
{
    private static readonly string[] Header = ["setting", "value", "Pass@1 %", "vote %", "any path %", "tokens a session", "exchanges"];

    /// <summary>The lines.</summary>
    /// <param name="records">All records.</param>
    /// <param name="plan">Their plan.</param>
    /// <param name="markdown">True for a table of Markdown.</param>
    public static IEnumerable<string> Lines(IReadOnlyCollection<RunRecord> records, RunPlan plan, bool markdown)
    {
        ILookup<string, RunRecord> bySetting = records.ToLookup(record => record.Setting, StringComparer.Ordinal);
        return
        [
            .. Tables.Of(markdown, Header, plan.Settings.Select(setting => Row(setting, [.. bySetting[setting.Name]], plan.Seed))),
            "",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.Problems.Count} problems; ± is a 95 % bootstrap interval over problems; tokens are all that a session processes behind its prompts."),
        ];
    }

    private static IReadOnlyList<string> Row(RunSetting setting, IReadOnlyList<RunRecord> records, int seed)
    {
        SettingScore score = SettingScore.Of(records, seed);
        return
        [
            setting.Labels[ExperimentLabels.Parameter],
            SafeText.OneLine(setting.Labels[ExperimentLabels.Value]),
            score.Pass.InPercent(),
            score.Consensus.InPercent(),
            score.Any.InPercent(),
            Tables.Number(records.Average(record => record.Tokens.Processed)),
            Tables.Number(score.Rounds),
        ];
    }
}
