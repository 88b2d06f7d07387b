using System.Globalization;
using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;

namespace LeaP.Cli.Experiments;

/// <summary>Table and figures of a prefix trap.</summary>
internal static class TrapReport
{
    private static readonly string[] Header =
    [
        "beginnings", "independent %", "LeaP %", "independent, all paths %", "LeaP, all paths %", "gap independent", "gap LeaP", "gap LeaP to its own",
    ];

    private static readonly string[] NoGaps = ["-", "-", "-"];

    /// <summary>The lines.</summary>
    /// <param name="table">What came of it.</param>
    /// <param name="records">All records.</param>
    /// <param name="markdown">True for a table of Markdown.</param>
    public static IEnumerable<string> Lines(TrapTable table, IReadOnlyList<RunRecord> records, bool markdown) =>
    [
        .. Tables.Of(markdown, Header, table.Arms.Select(arm => Row(table, arm))),
        "",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{records.Select(record => record.Problem).Distinct().Count()} problems, {records[0].PathCount} paths; ± is a 95 % bootstrap interval over problems; scores are of the paths with a wrong beginning, of all where there is none."),
        "A gap is Pass@1 of independent paths without beginnings less that of the trapped paths, in points; the last column takes LeaP's paths without beginnings instead.",
        .. Figures(table),
    ];

    private static IReadOnlyList<string> Row(TrapTable table, TrapArm arm) =>
    [
        Name(arm),
        table.Pass(arm, true).InPercent(),
        table.Pass(arm, false).InPercent(),
        table.PassOfAll(arm, true).InPercent(),
        table.PassOfAll(arm, false).InPercent(),
        .. HasGap(table, arm)
            ? new[] { table.Gap(arm, true).InPercent(), table.Gap(arm, false).InPercent(), table.GapToOwn(arm).InPercent() }
            : NoGaps,
    ];

    private static bool HasGap(TrapTable table, TrapArm arm) => arm != TrapArm.None && table.Has(TrapArm.None, true);

    private static string Name(TrapArm arm) => arm.ToString().ToLowerInvariant();

    // The paper's protocol has the plain names.
    private static IEnumerable<string> Figures(TrapTable table) => table.Arms
        .Where(arm => HasGap(table, arm))
        .SelectMany(arm => new[]
        {
            Figure(arm, "gap_independent", table.Gap(arm, true)), Figure(arm, "gap_leap", table.Gap(arm, false)),
        });

    private static string Figure(TrapArm arm, string name, Estimate gap) => string.Create(
        CultureInfo.InvariantCulture,
        $"figure trap.{name}{(arm == TrapArm.Same ? "" : $"_{Name(arm)}")} {gap.Mean * 100:0.0} points");
}
