using LeaP.Cli.Commands;
using LeaP.Cli.Connections;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Fleet.V1;

namespace LeaP.Cli.Experiments;

/// <summary>Carries out a plan on a router, with progress on standard error.</summary>
/// <param name="host">What it needs from outside.</param>
/// <param name="connection">The router.</param>
/// <param name="plan">What is measured.</param>
internal sealed class PlanCommandRun(CommandHost host, RouterConnection connection, RunPlan plan)
{
    // Only where no worker tells its model's defaults and no setting names a number.
    private const int UsualPaths = 8;

    /// <summary>Sessions at once; null for as many as there are free path slots for.</summary>
    public int? Concurrency { get; init; }

    /// <summary>True to run the independent sessions that a vote at equal tokens needs.</summary>
    public bool ComparesTokens { get; init; } = true;

    /// <summary>Carries out what is missing.</summary>
    /// <param name="output">Where records go and what is there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>All records, in no order.</returns>
    public async Task<IReadOnlyCollection<RunRecord>> RunAsync(RunOutput output, CancellationToken cancellationToken)
    {
        var slots = new FreeSlots(connection.Fleet, plan.Settings[0].Template.Model, host.Time);
        Model? model = Concurrency is null ? await slots.ReadAsync(cancellationToken) : null;
        int width = model?.Defaults?.PathCount is > 0 and int paths ? paths : UsualPaths;
        int widest = plan.Settings.Max(setting => setting.PathCount ?? width);
        var limiter = new SlotLimiter(Concurrency is { } sessions ? sessions * widest : model?.FreePathSlots ?? widest);
        var progress = new RunProgress(host.Error, host.IsInteractive, host.Time);
        progress.Skip(output.Done.Count);
        var runner = new SessionRunner(connection.Reasoning, plan, host.Time);
        var execution = new PlanExecution(plan, new RunExecutor(runner.RunAsync, limiter, width), record =>
        {
            output.Write(record);
            progress.Count(record);
        });

        using var following = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task followed = model is null ? Task.CompletedTask : slots.FollowAsync(limiter, following.Token);
        try
        {
            return await execution.RunAsync(output.Done, ComparesTokens, progress.Expect, cancellationToken);
        }
        finally
        {
            await following.CancelAsync();
            await followed;
        }
    }
}
