using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Statistics;

/// <summary>
/// A setting against the majority vote of as many independent paths as cost the same tokens. Tokens are all that the
/// model has to process behind the prompt: reasoning, summaries, peers' text and what was cut. A fractional number of
/// paths is interpolated between the votes of the two whole numbers next to it.
/// </summary>
public sealed record EqualTokens
{
    /// <summary>Name of the setting.</summary>
    public required string Setting { get; init; }

    /// <summary>Independent paths that cost as much as one session of the setting; at least 1.</summary>
    public required double Width { get; init; }

    /// <summary>Tokens of one session of the setting.</summary>
    public required double SessionTokens { get; init; }

    /// <summary>How often the vote of those independent paths is right.</summary>
    public required Estimate Majority { get; init; }

    /// <summary>The setting's Pass@1 less that vote, paired by problem.</summary>
    public required Estimate PassDifference { get; init; }

    /// <summary>The setting's Cons@N less that vote, paired by problem.</summary>
    public required Estimate ConsensusDifference { get; init; }

    /// <summary>Independent paths that cost as much as one session; at least 1. Null when nothing was measured.</summary>
    /// <param name="records">Records of the setting.</param>
    /// <param name="independent">Records without exchange.</param>
    public static double? WidthOf(IEnumerable<RunRecord> records, IEnumerable<RunRecord> independent)
    {
        RunRecord[] sessions = [.. records.Where(record => !record.IsBroken)];
        PathRecord[] alone = [.. independent.Where(record => !record.IsBroken).SelectMany(record => record.Paths)];
        double perPath = alone.Length == 0 ? 0 : alone.Average(path => path.Tokens.Processed);
        return sessions.Length == 0 || perPath <= 0
            ? null
            : Math.Max(1, sessions.Average(record => record.Tokens.Processed) / perPath);
    }

    /// <summary>Runs that are missing so that every problem has the independent paths for a vote of a width.</summary>
    /// <param name="width">The width.</param>
    /// <param name="paths">Paths of an independent session, at least 1.</param>
    /// <param name="runs">Runs there are.</param>
    public static int MissingRuns(double width, int paths, int runs) =>
        Math.Max(0, (int)Math.Ceiling(Math.Ceiling(width) / paths) - runs);

    /// <summary>Compares a setting; null when the independent paths are too few or nothing was measured.</summary>
    /// <param name="records">Records of the setting.</param>
    /// <param name="independent">Records without exchange, all runs.</param>
    /// <param name="seed">Seed of draws and intervals.</param>
    public static EqualTokens? Of(IReadOnlyCollection<RunRecord> records, IReadOnlyCollection<RunRecord> independent, int seed)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(independent);
        IReadOnlyList<PathPool> pools = PathPool.ByProblem(independent);
        if (WidthOf(records, independent) is not { } width || pools.Any(pool => pool.Count < Math.Ceiling(width))
            || ProblemScores.Of(records, ProblemScores.Pass) is not { } pass || pass.Count != pools.Count)
        {
            return null;
        }

        IReadOnlyList<double> consensus = ProblemScores.Of(records, ProblemScores.Consensus);
        double[] majority = [.. pools.Select(pool => Interpolated(pool, width, seed))];
        return new EqualTokens
        {
            Setting = records.First().Setting,
            Width = width,
            SessionTokens = records.Where(record => !record.IsBroken).Average(record => record.Tokens.Processed),
            Majority = Bootstrap.Mean(majority, seed),
            PassDifference = Bootstrap.Mean([.. pass.Zip(majority, (own, other) => own - other)], seed),
            ConsensusDifference = Bootstrap.Mean([.. consensus.Zip(majority, (own, other) => own - other)], seed),
        };
    }

    private static double Interpolated(PathPool pool, double width, int seed)
    {
        int below = (int)width;
        double share = width - below;
        return share == 0
            ? pool.Majority(below, seed)
            : ((1 - share) * pool.Majority(below, seed)) + (share * pool.Majority(below + 1, seed));
    }
}
