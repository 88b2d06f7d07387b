using System.Globalization;
using LeaP.Simulations.Autoscaling.Fleet;
using LeaP.Simulations.Autoscaling.Load;
using LeaP.Simulations.Autoscaling.Scaling;
using LeaP.TestKit;

namespace LeaP.Simulations.Autoscaling;

/// <summary>Compares settings of autoscaling over one simulated day.</summary>
internal static class AutoscaleCommand
{
    /// <summary>Runs the day under every setting, prints a table and figures, and draws the chart.</summary>
    /// <param name="seed">Seed of the day.</param>
    /// <param name="chart">File for the chart; null draws none.</param>
    /// <param name="output">Where text goes.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>0; 1 when a session was lost.</returns>
    public static async Task<int> RunAsync(
        ulong seed,
        FileInfo? chart,
        TextWriter output,
        CancellationToken cancellationToken)
    {
        var load = new LoadSettings();
        var fleet = new FleetSettings();
        IReadOnlyList<SessionPlan> plans = new DailyLoad(load, seed).Make();
        await output.WriteLineAsync(Invariant(
            $"{plans.Count} sessions, {plans.Sum(plan => plan.PathTimes.Count)} paths, seed {seed}; a worker has {fleet.SlotsPerWorker} slots and starts in {fleet.StartUpMin.TotalSeconds:0} to {fleet.StartUpMax.TotalSeconds:0} s"));
        await output.WriteLineAsync(
            "setting      queue p50   p99   max [s]  GPU hours  used  wasted  workers  moved  refused  lost");
        var results = new List<DayResult>();
        foreach (IReplicaController controller in ScalingPlans.Make(fleet))
        {
            DayResult day = await DaySimulation.RunAsync(
                fleet, controller, plans, load.Length, seed, cancellationToken);
            results.Add(day);
            await output.WriteLineAsync(Row(day));
        }

        foreach (DayResult day in results)
        {
            await WriteFiguresAsync(output, $"autoscale.{day.Name.Replace('-', '_')}", day);
        }

        await WriteFiguresAsync(output, "autoscale", results.Single(day => day.Name == ScalingPlans.Recommended));
        if (chart is not null)
        {
            await File.WriteAllTextAsync(chart.FullName, AutoscaleChart.Draw(results), cancellationToken);
        }

        return results.All(day => day.Lost == 0) ? 0 : 1;
    }

    private static async Task WriteFiguresAsync(TextWriter output, string prefix, DayResult day)
    {
        await output.WriteLineAsync(FigureLine.Of($"{prefix}.queue_p50", day.QueueTimeAt(0.5).TotalSeconds, "s"));
        await output.WriteLineAsync(FigureLine.Of($"{prefix}.queue_p99", day.QueueTimeAt(0.99).TotalSeconds, "s"));
        await output.WriteLineAsync(FigureLine.Of($"{prefix}.gpu_seconds_used", day.UsedGpuTime.TotalSeconds, "s"));
        await output.WriteLineAsync(FigureLine.Of($"{prefix}.gpu_seconds_wasted", day.WastedGpuTime.TotalSeconds, "s"));
        await output.WriteLineAsync(FigureLine.Of($"{prefix}.paths_moved", day.MovedPaths, "paths"));
        await output.WriteLineAsync(FigureLine.Of($"{prefix}.sessions_refused", day.Refused, "sessions"));
        await output.WriteLineAsync(FigureLine.Of($"{prefix}.sessions_lost", day.Lost, "sessions"));
    }

    private static string Row(DayResult day) => Invariant(
        $"{day.Name,-12} {day.QueueTimeAt(0.5).TotalSeconds,8:0.0} {day.QueueTimeAt(0.99).TotalSeconds,6:0} {day.QueueTimeAt(1).TotalSeconds,5:0} {day.GpuTime.TotalHours,14:0} {day.UsedGpuTime.TotalHours,5:0} {100 * (day.WastedGpuTime / day.GpuTime),5:0} % {day.FewestReplicas,4} to {day.MostReplicas,-2} {day.MovedPaths,5} {day.Refused,8} {day.Lost,5}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
