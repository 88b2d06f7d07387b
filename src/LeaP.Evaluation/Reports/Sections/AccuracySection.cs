using System.Globalization;
using LeaP.Evaluation.Reports.Charts;
using LeaP.Evaluation.Reports.Markup;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;

namespace LeaP.Evaluation.Reports.Sections;

/// <summary>How often each setting is right, and what it costs.</summary>
internal static class AccuracySection
{
    private static readonly string[] Series = ["Pass@1", "vote"];

    private static readonly string[] Header =
    [
        "setting", "Pass@1 (95 %)", "vote (95 %)", "any path right", "tokens a session", "reasoning", "summaries", "from peers", "discarded",
        "seconds", "exchanges", "no answer", "broken",
    ];

    /// <summary>Bars of a file's settings.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="settings">The settings.</param>
    public static HtmlNode Bars(string id, IReadOnlyList<SettingResult> settings) => Html.Join(
        BarChart.Draw(
            id,
            "Share of right answers by setting",
            Series,
            [.. settings.Select(setting => new BarGroup(setting.Name, [new Bar(0, setting.Pass), new Bar(1, setting.Vote)]))]),
        DataTable.Folded("All numbers", Header, settings.Select(Row)));

    /// <summary>
    /// Accuracy of a file's settings over their tokens, and beside each setting with exchanges the vote of as many
    /// independent paths as cost the same, where enough of them were run.
    /// </summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="file">The file.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="seed">Seed of draws and intervals.</param>
    public static HtmlNode OverTokens(string id, RunFile file, IReadOnlyList<SettingResult> settings, int seed)
    {
        PlotPoint[] equal = [.. EqualVotes(file, settings, seed)];
        PlotSeries[] series =
        [
            new PlotSeries("Pass@1", [.. settings.Select(setting => new PlotPoint(setting.Name, setting.Tokens, setting.Pass))]),
            new PlotSeries("vote", [.. settings.Select(setting => new PlotPoint(setting.Name, setting.Tokens, setting.Vote))]),
            .. equal.Length == 0 ? [] : new[] { new PlotSeries("vote of independent paths at the same tokens", equal) },
        ];
        return PlotChart.Draw(
            id, "Share of right answers over tokens", "tokens a session processes behind its prompts", series, joined: false);
    }

    private static IEnumerable<PlotPoint> EqualVotes(RunFile file, IReadOnlyList<SettingResult> settings, int seed)
    {
        if (settings.FirstOrDefault(setting => setting.Records[0].IsIndependent) is not { } alone)
        {
            yield break;
        }

        RunRecord[] independent = [.. file.Records.Where(record => record.Setting == alone.Name)];
        foreach (SettingResult setting in settings.Where(setting => !setting.Records[0].IsIndependent))
        {
            if (EqualTokens.Of(setting.Records, independent, seed) is { } vote)
            {
                yield return new PlotPoint(
                    string.Create(CultureInfo.InvariantCulture, $"{vote.Width:0.0} independent paths, as {setting.Name}"), vote.SessionTokens, vote.Majority);
            }
        }
    }

    private static IReadOnlyList<string> Row(SettingResult setting)
    {
        IReadOnlyList<RunRecord> records = setting.Records;
        string Tokens(Func<TokenTotals, long> kind) => Numbers.Count(records.Average(record => kind(record.Tokens)));
        return
        [
            setting.Name,
            Numbers.Percent(setting.Pass),
            Numbers.Percent(setting.Vote),
            Numbers.Percent(records.Average(record => record.RightPaths > 0 ? 1.0 : 0.0)),
            Numbers.Count(setting.Tokens),
            Tokens(tokens => tokens.Reasoning),
            Tokens(tokens => tokens.Summary),
            Tokens(tokens => tokens.Peer),
            Tokens(tokens => tokens.Discarded),
            records.Average(record => record.Seconds).ToString("0.00", CultureInfo.InvariantCulture),
            records.Average(record => record.Rounds).ToString("0.0", CultureInfo.InvariantCulture),
            Numbers.Count(records.Count(record => record.IsUnanswered)),
            Numbers.Count(records.Count(record => record.IsBroken)),
        ];
    }
}
