using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Reports.Charts;
using LeaP.Evaluation.Reports.Markup;
using LeaP.Evaluation.Statistics;

namespace LeaP.Evaluation.Reports.Sections;

/// <summary>The prefix trap: what wrong beginnings do to paths alone and with peers.</summary>
internal static class TrapSection
{
    private static readonly string[] Series = ["independent", "LeaP"];
    private static readonly bool[] Modes = [true, false];
    private static readonly string[] Header = ["beginnings", "independent", "LeaP", "gap independent", "gap LeaP", "gap LeaP to its own"];

    private static readonly Dictionary<TrapArm, string> Names = new()
    {
        [TrapArm.None] = "none",
        [TrapArm.One] = "one path begins wrong",
        [TrapArm.Half] = "half begin wrong",
        [TrapArm.Different] = "all wrong, different",
        [TrapArm.Same] = "all wrong, the same",
    };

    /// <summary>The drawing and its numbers.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="file">Records of a prefix trap.</param>
    /// <param name="seed">Seed of the intervals.</param>
    public static HtmlNode Of(string id, ReportFile file, int seed)
    {
        var table = new TrapTable(file.Content.Records, seed);
        return Html.Join(
            Html.Element(
                "p",
                "Pass@1 of the paths that were given a wrong beginning, of all paths where none was. The gap is Pass@1 of independent paths without beginnings less that; a gap of 0 means that the trap did no harm."),
            BarChart.Draw(id, "Pass@1 of trapped paths", Series, [.. table.Arms.Select(arm => Group(table, arm))]),
            DataTable.Of(Header, table.Arms.Select(arm => Row(table, arm))));
    }

    private static BarGroup Group(TrapTable table, TrapArm arm) => new(
        Names[arm],
        [
            .. Modes
                .Where(isIndependent => table.Has(arm, isIndependent))
                .Select(isIndependent => new Bar(isIndependent ? 0 : 1, table.Pass(arm, isIndependent))),
        ]);

    private static IReadOnlyList<string> Row(TrapTable table, TrapArm arm)
    {
        string Shown(bool isIndependent, Func<Estimate> value) =>
            table.Has(arm, isIndependent) && table.Has(TrapArm.None, isIndependent) ? Numbers.Percent(value()) : "–";
        bool isTrapped = arm != TrapArm.None;
        return
        [
            Names[arm],
            Shown(true, () => table.Pass(arm, true)),
            Shown(false, () => table.Pass(arm, false)),
            isTrapped ? Shown(true, () => table.Gap(arm, true)) : "–",
            isTrapped && table.Has(TrapArm.None, true) ? Shown(false, () => table.Gap(arm, false)) : "–",
            isTrapped ? Shown(false, () => table.GapToOwn(arm)) : "–",
        ];
    }
}
