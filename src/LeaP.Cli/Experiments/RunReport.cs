using System.Globalization;
using LeaP.Cli.Rendering;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;

namespace LeaP.Cli.Experiments;

/// <summary>What sessions came to: a table of settings, what failed, and the figures.</summary>
/// <param name="records">All records.</param>
/// <param name="settings">Names of the settings in the order of the table; those without records are left out.</param>
/// <param name="runs">Runs of each problem under each setting; later ones are for votes at equal tokens alone.</param>
/// <param name="seed">Seed of the intervals.</param>
internal sealed class RunReport(IReadOnlyCollection<RunRecord> records, IReadOnlyList<string> settings, int runs, int seed)
{
    private readonly IReadOnlyList<SettingRecords> _settings =
    [
        .. settings
            .Select(setting => new SettingRecords(
                [.. records.Where(record => record.Setting == setting && record.Run < runs)],
                [.. records.Where(record => record.Setting == setting)],
                seed))
            .Where(setting => setting.Planned.Count > 0),
    ];

    /// <summary>Sessions that broke, over all settings.</summary>
    public int Failures => records.Count(record => record.IsBroken);

    /// <summary>Name of the setting that the others are compared with one by one; null for none.</summary>
    public string? Against { get; init; }

    /// <summary>Table, failures and figures.</summary>
    /// <param name="markdown">True for tables of Markdown.</param>
    /// <param name="details">True for the tables about time, equal tokens, runs and influence as well.</param>
    public IEnumerable<string> Lines(bool markdown, bool details)
    {
        // A session that never began has no paths, and says nothing about those of the others.
        int[] widths = [.. _settings.Select(setting => setting.Score.Paths).Where(paths => paths > 0).Distinct()];
        string width = widths.Length == 1 ? widths[0].ToString(CultureInfo.InvariantCulture) : "N";
        string[] header =
        [
            "setting", "Pass@1 %", $"Cons@{width} %", $"any@{width} %",
            "reasoning", "summary", "peer", "discarded", "no answer", "failed",
        ];
        int problems = _settings.Max(setting => setting.Score.Problems);
        return Tables.Of(markdown, header, _settings.Select(setting => Row(setting.Score)))
            .Append("")
            .Append(string.Create(
                CultureInfo.InvariantCulture,
                $"{problems} problems, {(widths.Length == 0 ? "none of which began" : $"{string.Join(", ", widths)} paths")}; ± is a 95 % bootstrap interval over problems; tokens are per path; sessions without an answer count as wrong."))
            .Concat(FailureLines.Of(records))
            .Concat(Against is null ? [] : new SettingDifferences(_settings, Against, seed).Lines(markdown))
            .Concat(details ? new RunDetails(_settings, runs, seed).Lines(markdown) : [])
            .Concat(new RunFigures(_settings, seed).Lines());
    }

    private static IReadOnlyList<string> Row(SettingScore score) =>
    [
        SafeText.OneLine(score.Setting), score.Pass.InPercent(), score.Consensus.InPercent(), score.Any.InPercent(),
        Tables.Number(score.ReasoningTokens), Tables.Number(score.SummaryTokens), Tables.Number(score.PeerTokens), Tables.Number(score.DiscardedTokens),
        score.Unanswered.ToString(CultureInfo.InvariantCulture), score.Failures.ToString(CultureInfo.InvariantCulture),
    ];
}
