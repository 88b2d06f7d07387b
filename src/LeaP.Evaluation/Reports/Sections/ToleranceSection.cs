using System.Globalization;
using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Reports.Charts;
using LeaP.Evaluation.Reports.Markup;
using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Reports.Sections;

/// <summary>Error tolerance: how many good beginnings LeaP needs among wrong ones.</summary>
internal static class ToleranceSection
{
    private static readonly string[] Header = ["setting", "good beginnings", "Pass@1 (95 %)", "vote (95 %)"];

    /// <summary>The drawing and its numbers.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="file">Records of an error tolerance experiment.</param>
    /// <param name="seed">Seed of the intervals.</param>
    public static HtmlNode Of(string id, ReportFile file, int seed)
    {
        IReadOnlyList<SettingResult> settings = SettingResult.AllOf(file.Content, seed);
        return Html.Join(
            Html.Element("p", "Every path begins from a right or a wrong path; Pass@1 of all paths over the share of right beginnings."),
            PlotChart.Draw(
                id,
                "Pass@1 over the share of good beginnings",
                "good beginnings in percent of the paths",
                [
                    .. settings.GroupBy(setting => setting.Records[0].Mode, StringComparer.Ordinal).Select(mode =>
                        new PlotSeries(mode.Key, [.. mode.Select(Point).OrderBy(point => point.X)])),
                ],
                joined: true),
            DataTable.Folded("All numbers", Header, settings.Select(Row)));
    }

    private static double Share(RunRecord record) => 100.0 * TrapScores.NumberOf(record, ExperimentLabels.Good) / record.PathCount;

    private static PlotPoint Point(SettingResult setting)
    {
        double share = Share(setting.Records[0]);
        return new PlotPoint(string.Create(CultureInfo.InvariantCulture, $"{share:0} % good"), share, setting.Pass);
    }

    private static IReadOnlyList<string> Row(SettingResult setting) =>
    [
        setting.Name,
        string.Create(CultureInfo.InvariantCulture, $"{TrapScores.NumberOf(setting.Records[0], ExperimentLabels.Good)} of {setting.Records[0].PathCount}"),
        Numbers.Percent(setting.Pass),
        Numbers.Percent(setting.Vote),
    ];
}
