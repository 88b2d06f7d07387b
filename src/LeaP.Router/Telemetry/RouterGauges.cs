using System.Diagnostics.Metrics;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Links;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;

namespace LeaP.Router.Telemetry;

/// <summary>How the router stands in the moment its metrics are read.</summary>
internal sealed class RouterGauges(
    RouterMetrics metrics,
    SessionRegistry sessions,
    PlacementQueue placement,
    WorkerDirectory workers) : IHostedService
{
    private static readonly PathState[] Live = [PathState.Pending, PathState.Running, PathState.Waiting];

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Meter meter = metrics.Meter;
        meter.CreateObservableGauge("leap.session.active", () => sessions.RunningCount, "{session}", "Sessions that have not ended.");
        meter.CreateObservableGauge("leap.path.active", Paths, "{path}", "Paths that have not ended, by state.");
        meter.CreateObservableGauge("leap.queue.waiting", () => placement.WaitingCount, "{request}", "Requests for path slots that wait.");
        meter.CreateObservableGauge("leap.queue.slots", () => placement.WaitingSlots, "{slot}", "Path slots that waiting requests ask for.");
        meter.CreateObservableGauge("leap.slot.count", Slots, "{slot}", "Path slots of workers that take paths, by state.");
        meter.CreateObservableGauge("leap.link.active", Links, "{link}", "Linked workers, by state.");
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> Paths()
    {
        PathState[] states = [.. sessions.Running.SelectMany(runner => runner.Snapshot.Paths).Select(path => path.State)];
        return Live.Select(state => Measure(
            states.Count(other => other == state), "leap.path.state", SessionTelemetry.Name(state)));
    }

    private IEnumerable<Measurement<int>> Slots()
    {
        (int total, int free) = placement.Slots;
        return [Measure(free, "leap.slot.state", "free"), Measure(total - free, "leap.slot.state", "used")];
    }

    private IEnumerable<Measurement<int>> Links()
    {
        IReadOnlyList<WorkerLink> linked = workers.Linked;
        int draining = linked.Count(link => link.IsDraining);
        return
        [
            Measure(linked.Count - draining, "leap.link.state", "active"),
            Measure(draining, "leap.link.state", "draining"),
            Measure(workers.Lost.Count, "leap.link.state", "lost"),
        ];
    }

    private static Measurement<int> Measure(int value, string name, string state) =>
        new(value, KeyValuePair.Create(name, (object?)state));
}
