using System.Collections.Concurrent;
using LeaP.Evaluation.Statistics;

namespace LeaP.Evaluation.Runs;

/// <summary>
/// Carries out a plan: what is missing of it, and then the independent runs that a comparison at equal tokens needs on
/// top.
/// </summary>
/// <param name="plan">What is measured.</param>
/// <param name="executor">Runs sessions side by side.</param>
/// <param name="onRecord">Told each record as it comes, from several threads.</param>
public sealed class PlanExecution(RunPlan plan, RunExecutor executor, Action<RunRecord> onRecord)
{
    /// <summary>Carries out what is missing.</summary>
    /// <param name="done">Records there are from before.</param>
    /// <param name="compareTokens">True to run as many more independent sessions as a vote at equal tokens needs.</param>
    /// <param name="onSessions">Told how many sessions there are to run, before each part of the work.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>All records: those from before and the new ones, in no order.</returns>
    public async Task<IReadOnlyCollection<RunRecord>> RunAsync(
        IReadOnlyCollection<RunRecord> done, bool compareTokens, Action<int> onSessions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(done);
        ArgumentNullException.ThrowIfNull(onSessions);
        var records = new ConcurrentBag<RunRecord>(done);
        await RunMissingAsync(plan.Items, records, onSessions, cancellationToken);
        if (compareTokens)
        {
            await RunMissingAsync(ExtraItems(records), records, onSessions, cancellationToken);
        }

        return records;
    }

    private async Task RunMissingAsync(
        IEnumerable<RunItem> items, ConcurrentBag<RunRecord> records, Action<int> onSessions, CancellationToken cancellationToken)
    {
        HashSet<RunKey> there = [.. records.Select(record => record.Key)];
        RunItem[] missing = [.. items.Where(item => !there.Contains(item.Key))];
        onSessions(missing.Length);
        await executor.RunAsync(
            missing,
            record =>
            {
                onRecord(record);
                records.Add(record);
            },
            cancellationToken);
    }

    private RunItem[] ExtraItems(IReadOnlyCollection<RunRecord> records)
    {
        if (plan.Settings.FirstOrDefault(setting => setting.IsIndependent) is not { } independent)
        {
            return [];
        }

        RunRecord[] alone = [.. records.Where(record => record.Setting == independent.Name && record.Run < plan.Runs)];
        int paths = alone.Select(record => record.PathCount).DefaultIfEmpty().Max();
        double? widest = plan.Settings
            .Where(setting => !setting.IsIndependent)
            .Max(setting => EqualTokens.WidthOf(records.Where(record => record.Setting == setting.Name && record.Run < plan.Runs), alone));
        int more = widest is { } width && paths > 0 ? EqualTokens.MissingRuns(width, paths, plan.Runs) : 0;
        return
        [
            .. from run in Enumerable.Range(plan.Runs, Math.Min(more, RunPlan.MostRuns - plan.Runs))
               from problem in Enumerable.Range(0, plan.Problems.Count)
               select new RunItem(independent, problem, run),
        ];
    }
}
