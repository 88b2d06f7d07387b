using LeaP.Cli.Commands;
using LeaP.Cli.Connections;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Fleet.V1;

namespace LeaP.Cli.Experiments;

/// <summary>Carries out the sessions of an experiment on a router, with progress on standard error.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="connection">The router.</param>
/// <param name="concurrency">Sessions at once; null for as many as there are free path slots for.</param>
internal sealed class ItemsRun(CommandHost host, RouterConnection connection, int? concurrency)
{
    // Only where no worker tells its model's defaults and no setting names a number.
    private const int UsualPaths = 8;

    /// <summary>Carries out sessions.</summary>
    /// <param name="plan">Their plan.</param>
    /// <param name="items">The sessions.</param>
    /// <param name="onRecord">Awaited with each record, from several threads.</param>
    /// <param name="cancellationToken">Ends them.</param>
    /// <returns>All records, in no order.</returns>
    public async Task<IReadOnlyList<RunRecord>> RunAsync(
        RunPlan plan, IReadOnlyList<RunItem> items, Func<RunRecord, CancellationToken, Task> onRecord, CancellationToken cancellationToken)
    {
        var slots = new FreeSlots(connection.Fleet, plan.Settings[0].Template.Model, host.Time);
        Model? model = concurrency is null ? await slots.ReadAsync(cancellationToken) : null;
        int width = model?.Defaults?.PathCount is > 0 and int paths ? paths : UsualPaths;
        int widest = plan.Settings.Max(setting => setting.PathCount ?? width);
        var limiter = new SlotLimiter(concurrency is { } sessions ? sessions * widest : model?.FreePathSlots ?? widest);
        var progress = new RunProgress(host.Error, host.IsInteractive, host.Time);
        progress.Expect(items.Count);
        var records = new List<RunRecord>();
        var gate = new Lock();
        var runner = new SessionRunner(connection.Reasoning, plan, host.Time);
        var executor = new RunExecutor(RunOneAsync, limiter, width);
        await executor.RunAsync(items, Keep, cancellationToken);
        return records;

        async Task<RunRecord> RunOneAsync(RunItem item, CancellationToken stop)
        {
            RunRecord record = await runner.RunAsync(item, stop);
            await onRecord(record, stop);
            return record;
        }

        void Keep(RunRecord record)
        {
            lock (gate)
            {
                records.Add(record);
            }

            progress.Count(record);
        }
    }
}
