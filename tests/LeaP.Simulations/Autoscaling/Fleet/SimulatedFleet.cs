using LeaP.Reasoning.Randomness;
using LeaP.Router.Sessions;

namespace LeaP.Simulations.Autoscaling.Fleet;

/// <summary>Workers that come and go as a Deployment's pods do, and the paths on them.</summary>
/// <param name="settings">The fleet.</param>
/// <param name="desk">Where slots are asked for.</param>
/// <param name="events">What is to happen.</param>
/// <param name="random">Start-up times.</param>
internal sealed class SimulatedFleet(FleetSettings settings, PlacementDesk desk, EventQueue events, SeededRandom random)
{
    private readonly List<SimulatedWorker> _workers = [];
    private int _created;

    /// <summary>Called when a path has ended.</summary>
    public required Action<SimulatedPath> PathEnded { get; init; }

    /// <summary>Called when paths lost their worker and need another.</summary>
    public required Action<SimulatedSession, IReadOnlyList<SimulatedPath>> PathsMoved { get; init; }

    /// <summary>Workers that are not gone.</summary>
    public IReadOnlyList<SimulatedWorker> Workers => _workers;

    /// <summary>Time that workers have existed, of those that are gone.</summary>
    public TimeSpan PaidTime { get; private set; }

    /// <summary>Time that paths have held slots.</summary>
    public TimeSpan SlotTime { get; private set; }

    /// <summary>Workers that the Deployment counts: draining ones are its no more.</summary>
    public int Replicas => _workers.Count(worker => worker.State is WorkerState.Starting or WorkerState.Ready);

    /// <summary>Creates pods or tells some to stop.</summary>
    /// <param name="replicas">Replicas there should be.</param>
    /// <param name="now">The time.</param>
    public void ScaleTo(int replicas, TimeSpan now)
    {
        for (int i = Replicas; i < replicas; i++)
        {
            Create(now);
        }

        // As a ReplicaSet chooses: pods that are not ready go first, then the youngest.
        SimulatedWorker[] leaving =
        [
            .. _workers
                .Where(worker => worker.State is WorkerState.Starting or WorkerState.Ready)
                .OrderByDescending(worker => worker.State == WorkerState.Starting)
                .ThenByDescending(worker => worker.Created)
                .ThenByDescending(worker => worker.WorkerId, StringComparer.Ordinal)
                .Take(Math.Max(0, Replicas - replicas)),
        ];
        Array.ForEach(leaving, worker => Stop(worker, now));
    }

    /// <summary>Puts paths on the workers that the placement chose.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="links">The worker of each.</param>
    /// <param name="now">The time.</param>
    public void Place(IReadOnlyList<SimulatedPath> paths, IReadOnlyList<ISessionLink> links, TimeSpan now)
    {
        foreach ((SimulatedPath path, ISessionLink link) in paths.Zip(links))
        {
            var worker = (SimulatedWorker)link;
            worker.Paths.Add(path);
            path.PlacedAt = now;
            int attempt = ++path.Attempt;
            events.Plan(now + path.Remaining, () => End(path, worker, attempt, now + path.Remaining));
        }
    }

    /// <summary>Ends every worker that is left.</summary>
    /// <param name="now">The time.</param>
    public void Close(TimeSpan now)
    {
        foreach (SimulatedWorker worker in _workers.ToArray())
        {
            Remove(worker, now);
        }
    }

    private void Create(TimeSpan now)
    {
        var worker = new SimulatedWorker($"worker-{_created++:D5}", settings.SlotsPerWorker, now);
        _workers.Add(worker);
        TimeSpan ready = now + settings.StartUpMin + (random.NextDouble() * (settings.StartUpMax - settings.StartUpMin));
        events.Plan(ready, () =>
        {
            if (worker.State == WorkerState.Starting)
            {
                worker.State = WorkerState.Ready;
                desk.Queue.Add(worker);
            }
        });
    }

    private void Stop(SimulatedWorker worker, TimeSpan now)
    {
        worker.State = WorkerState.Draining;
        if (worker.Paths.Count == 0)
        {
            Remove(worker, now);
            return;
        }

        events.Plan(now + settings.DrainGrace, () => MoveRest(worker, now + settings.DrainGrace));
    }

    private void End(SimulatedPath path, SimulatedWorker worker, int attempt, TimeSpan now)
    {
        if (path.Attempt != attempt || !worker.Paths.Remove(path))
        {
            return;
        }

        SlotTime += now - path.PlacedAt;
        desk.Queue.Release([worker]);
        if (worker is { State: WorkerState.Draining, Paths.Count: 0 })
        {
            Remove(worker, now);
        }

        PathEnded(path);
    }

    private void MoveRest(SimulatedWorker worker, TimeSpan now)
    {
        if (worker.State == WorkerState.Gone)
        {
            return;
        }

        SimulatedPath[] left = [.. worker.Paths.OrderBy(path => path.Session.Plan.Arrival)];
        worker.Paths.Clear();
        Remove(worker, now);
        foreach (IGrouping<SimulatedSession, SimulatedPath> group in left.GroupBy(path => path.Session))
        {
            foreach (SimulatedPath path in group)
            {
                TimeSpan ran = now - path.PlacedAt;
                SlotTime += ran;
                path.Attempt++;
                path.Remaining = path.Remaining - ran + settings.MoveTime;
            }

            PathsMoved(group.Key, [.. group]);
        }
    }

    private void Remove(SimulatedWorker worker, TimeSpan now)
    {
        desk.Queue.Remove(worker);
        worker.State = WorkerState.Gone;
        _workers.Remove(worker);
        PaidTime += now - worker.Created;
    }
}
