using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Statistics;

/// <summary>One score for each problem, in the order of the problems: what intervals and paired differences are made of.</summary>
public static class ProblemScores
{
    /// <summary>The mean score of each problem over its sessions.</summary>
    /// <param name="records">Records of one setting.</param>
    /// <param name="score">Scores a session, 0 to 1.</param>
    public static IReadOnlyList<double> Of(IEnumerable<RunRecord> records, Func<RunRecord, double> score) =>
    [
        .. records.GroupBy(record => record.Problem).OrderBy(group => group.Key).Select(group => group.Average(score)),
    ];

    /// <summary>Differences of two settings over the problems that both have, in the order of the problems.</summary>
    /// <param name="records">Records of one setting.</param>
    /// <param name="score">Scores its sessions.</param>
    /// <param name="others">Records of the other setting.</param>
    /// <param name="otherScore">Scores the other's sessions.</param>
    public static IReadOnlyList<double> Differences(
        IEnumerable<RunRecord> records, Func<RunRecord, double> score, IEnumerable<RunRecord> others, Func<RunRecord, double> otherScore)
    {
        Dictionary<int, double> compared = others.GroupBy(record => record.Problem).ToDictionary(group => group.Key, group => group.Average(otherScore));
        return
        [
            .. records.GroupBy(record => record.Problem)
                .Where(group => compared.ContainsKey(group.Key))
                .OrderBy(group => group.Key)
                .Select(group => group.Average(score) - compared[group.Key]),
        ];
    }

    /// <summary>Share of a session's paths that are right: Pass@1.</summary>
    /// <param name="record">The session.</param>
    public static double Pass(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.PathCount == 0 ? 0 : (double)record.RightPaths / record.PathCount;
    }

    /// <summary>1 when a session's voted answer is right, else 0: Cons@N.</summary>
    /// <param name="record">The session.</param>
    public static double Consensus(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.IsRight ? 1 : 0;
    }

    /// <summary>1 when any path of a session is right, else 0: Pass@N.</summary>
    /// <param name="record">The session.</param>
    public static double Any(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.RightPaths > 0 ? 1 : 0;
    }
}
