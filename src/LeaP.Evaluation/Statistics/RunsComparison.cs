using LeaP.Evaluation.Runs;

namespace LeaP.Evaluation.Statistics;

/// <summary>
/// M runs of width N against M×N independent paths, so that a setting whose paths help each other is not compared by its
/// paths alone: what is independent in it is the run.
/// </summary>
public sealed record RunsComparison
{
    /// <summary>Name of the setting.</summary>
    public required string Setting { get; init; }

    /// <summary>Runs of each problem (M).</summary>
    public required int Runs { get; init; }

    /// <summary>Paths of a run (N).</summary>
    public required int Paths { get; init; }

    /// <summary>Pass@M of runs: any run's voted answer is right. For independent paths: their own M votes of width N.</summary>
    public required Estimate PassAtRuns { get; init; }

    /// <summary>Pass@(M×N): any path of any run is right.</summary>
    public required Estimate PassAtPaths { get; init; }

    /// <summary>Cons@(M×N): the vote over the paths of all runs is right.</summary>
    public required Estimate ConsensusOfAll { get; init; }

    /// <summary>Compares a setting.</summary>
    /// <param name="records">Records of the setting.</param>
    /// <param name="seed">Seed of intervals.</param>
    public static RunsComparison Of(IReadOnlyCollection<RunRecord> records, int seed)
    {
        ArgumentNullException.ThrowIfNull(records);
        RunRecord[][] problems = [.. records.GroupBy(record => record.Problem).OrderBy(group => group.Key).Select(group => group.ToArray())];
        return new RunsComparison
        {
            Setting = records.First().Setting,
            Runs = problems.Max(runs => runs.Length),
            Paths = records.Max(record => record.PathCount),
            PassAtRuns = Bootstrap.Mean([.. problems.Select(runs => Array.Exists(runs, run => run.IsRight) ? 1.0 : 0.0)], seed),
            PassAtPaths = Bootstrap.Mean([.. problems.Select(runs => Array.Exists(runs, run => run.RightPaths > 0) ? 1.0 : 0.0)], seed),
            ConsensusOfAll = Bootstrap.Mean(
                [.. PathPool.ByProblem(records).Select(pool => pool.Count == 0 ? 0 : pool.Majority(pool.Count, seed))], seed),
        };
    }
}
