using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Statistics;

/// <summary>How paths took what they heard in one round: the paper's figure 9.</summary>
/// <param name="Round">The round, from 1.</param>
/// <param name="Compared">Exchanges in which own and heard values could be compared.</param>
/// <param name="Consistent">Share of those in which all agreed.</param>
/// <param name="Unaffected">Share in which the path differed and kept its own.</param>
/// <param name="Influenced">Share in which it differed and changed.</param>
public sealed record InfluenceShare(int Round, int Compared, double Consistent, double Unaffected, double Influenced)
{
    /// <summary>The shares of every round in which something could be compared.</summary>
    /// <param name="records">Records of one setting.</param>
    public static IReadOnlyList<InfluenceShare> ByRound(IEnumerable<RunRecord> records) =>
    [
        .. records.SelectMany(record => record.Paths)
            .SelectMany(path => path.Rounds)
            .Where(round => round.Influence is not null)
            .GroupBy(round => round.Round, round => round.Influence)
            .OrderBy(group => group.Key)
            .Select(group => new InfluenceShare(
                group.Key,
                group.Count(),
                Share(group, Influence.Consistent),
                Share(group, Influence.Unaffected),
                Share(group, Influence.Influenced))),
    ];

    private static double Share(IEnumerable<Influence?> all, Influence one) => all.Average(influence => influence == one ? 1.0 : 0.0);
}
