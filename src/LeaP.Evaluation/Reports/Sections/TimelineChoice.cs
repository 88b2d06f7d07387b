using System.Globalization;
using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Reports.Sections;

/// <summary>Chooses the problems whose timelines a report shows.</summary>
internal static class TimelineChoice
{
    /// <summary>
    /// The records of chosen problems, by problem, setting and run. Sessions beyond the planned runs, which a vote at equal
    /// tokens needs, are left out. Without a wish, problems whose settings disagree most come first: there is something to
    /// see in them.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="options">What is wished for.</param>
    public static IReadOnlyList<IGrouping<int, RunRecord>> Of(RunFile file, ReportOptions options)
    {
        List<string> order = [.. file.Header.Settings];
        IGrouping<int, RunRecord>[] problems =
        [
            .. file.Records
                .Where(record => record.Run < file.Header.Runs && record.Paths.Count > 0)
                .OrderBy(record => order.IndexOf(record.Setting))
                .ThenBy(record => record.Run)
                .GroupBy(record => record.Problem)
                .OrderBy(problem => problem.Key),
        ];
        return options.Problems.Count > 0
            ? [.. problems.Where(problem => options.Problems.Any(wish => Find(file, wish) == problem.Key))]
            : [.. problems.OrderByDescending(Disagreement).Take(options.TimelineCount)];
    }

    /// <summary>Position of the problem that a wish names by its identifier or, where there is none such, by its position from 0.</summary>
    /// <param name="file">The file.</param>
    /// <param name="wish">The wish.</param>
    /// <returns>Null when the file has no such problem.</returns>
    public static int? Find(RunFile file, string wish) =>
        (file.Records.FirstOrDefault(record => record.ProblemId == wish)
            ?? file.Records.FirstOrDefault(record => record.Problem.ToString(CultureInfo.InvariantCulture) == wish))?.Problem;

    private static double Disagreement(IEnumerable<RunRecord> problem)
    {
        double[] shares = [.. problem.Select(record => (double)record.RightPaths / record.PathCount)];
        return shares.Max() - shares.Min();
    }
}
