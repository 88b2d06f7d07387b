using System.Globalization;
using LeaP.Evaluation.Reports.Charts;
using LeaP.Evaluation.Reports.Markup;
using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Reports.Sections;

/// <summary>What the exchanges did to the paths, round by round (figure 9 of the paper).</summary>
internal static class InfluenceSection
{
    private static readonly string[] Series = ["influenced", "unaffected", "consistent"];
    private static readonly Influence[] Kinds = [Influence.Influenced, Influence.Unaffected, Influence.Consistent];

    /// <summary>A drawing for each setting with exchanges; nothing when no exchange could be judged.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="settings">The settings.</param>
    public static HtmlNode Rounds(string id, IReadOnlyList<SettingResult> settings)
    {
        HtmlNode[] drawings =
        [
            .. settings
                .Select((setting, position) => (setting, position, rows: RowsOf(setting)))
                .Where(one => one.rows.Count > 0)
                .Select(one => Html.Join(
                    Html.Element("h4", one.setting.Name),
                    StackChart.Draw($"{id}-{one.position}", $"Influence over rounds: {one.setting.Name}", Series, one.rows, "paths"))),
        ];
        return drawings.Length == 0 ? HtmlNode.None : Html.Join(
            [
                Html.Element("h3", "Influence over rounds"),
                Html.Element(
                    "p",
                    "A path is consistent when it agreed with every peer it heard before and after the exchange, unaffected when it differed from one and kept what it had said, influenced when it changed it. Exchanges in which nothing could be compared are left out."),
                .. drawings,
            ]);
    }

    private static List<StackRow> RowsOf(SettingResult setting) =>
    [
        .. setting.Records
            .SelectMany(record => record.Paths)
            .SelectMany(path => path.Rounds)
            .Where(round => round.Influence is not null)
            .GroupBy(round => round.Round)
            .OrderBy(round => round.Key)
            .Select(round => new StackRow(
                string.Create(CultureInfo.InvariantCulture, $"round {round.Key}"),
                [.. Kinds.Select(kind => round.Count(part => part.Influence == kind))])),
    ];
}
