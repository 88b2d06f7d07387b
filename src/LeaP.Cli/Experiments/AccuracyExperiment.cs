using System.Collections.Concurrent;

namespace LeaP.Cli.Experiments;

/// <summary>Runs every problem of a plan under every setting, several sessions at once.</summary>
/// <param name="plan">What is measured.</param>
/// <param name="runner">Runs one problem.</param>
internal sealed class AccuracyExperiment(AccuracyPlan plan, ProblemRunner runner)
{
    /// <summary>Runs the plan; all settings of a problem come before the next problem.</summary>
    /// <param name="onRecord">Told each record as it comes, from several threads.</param>
    /// <param name="cancellationToken">Ends the experiment.</param>
    /// <returns>All records, in no order.</returns>
    public async Task<IReadOnlyCollection<ProblemRecord>> RunAsync(Action<ProblemRecord> onRecord, CancellationToken cancellationToken)
    {
        var records = new ConcurrentBag<ProblemRecord>();
        IEnumerable<(int Problem, ExperimentSetting Setting)> sessions =
            from problem in Enumerable.Range(0, plan.Problems.Count)
            from setting in plan.Settings
            select (problem, setting);
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(sessions, options, async (session, stop) =>
        {
            ProblemRecord record = await runner.RunAsync(session.Setting, session.Problem, stop);
            records.Add(record);
            onRecord(record);
        });
        return records;
    }
}
