using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Reports.Charts;
using LeaP.Evaluation.Reports.Markup;

namespace LeaP.Evaluation.Reports.Sections;

/// <summary>Sweeps: accuracy over one setting at a time.</summary>
internal static class SweepSection
{
    private static readonly string[] Header = ["value", "Pass@1 (95 %)", "vote (95 %)", "tokens a session"];

    /// <summary>A drawing for each setting that was swept over.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="file">Records of a sweep.</param>
    /// <param name="seed">Seed of the intervals.</param>
    public static HtmlNode Of(string id, ReportFile file, int seed) => Html.Join(
        SettingResult.AllOf(file.Content, seed)
            .GroupBy(setting => setting.Records[0].Labels.GetValueOrDefault(ExperimentLabels.Parameter, ""), StringComparer.Ordinal)
            .Select((parameter, position) => Parameter($"{id}-{position}", parameter.Key, [.. parameter])));

    private static HtmlNode Parameter(string id, string parameter, IReadOnlyList<SettingResult> settings) => Html.Join(
        Html.Element("h3", parameter),
        PlotChart.DrawNamed(
            id,
            $"Accuracy over {parameter}",
            parameter,
            [.. settings.Select(ValueOf)],
            [
                new PlotSeries("Pass@1", [.. settings.Select((setting, at) => new PlotPoint(ValueOf(setting), at, setting.Pass))]),
                new PlotSeries("vote", [.. settings.Select((setting, at) => new PlotPoint(ValueOf(setting), at, setting.Vote))]),
            ]),
        DataTable.Folded(
            "All numbers",
            Header,
            settings.Select(setting => (IReadOnlyList<string>)
            [
                ValueOf(setting), Numbers.Percent(setting.Pass), Numbers.Percent(setting.Vote), Numbers.Count(setting.Tokens),
            ])));

    private static string ValueOf(SettingResult setting) => setting.Records[0].Labels.GetValueOrDefault(ExperimentLabels.Value, setting.Name);
}
