using Google.Protobuf.WellKnownTypes;
using LeaP.Protocol.Fleet.V1;
using LeaP.Router.Links;

namespace LeaP.Router.Mapping;

/// <summary>From links to workers as people see them.</summary>
internal static class FleetMapping
{
    /// <summary>A worker as this router knows it.</summary>
    /// <param name="link">Its link.</param>
    /// <param name="isLost">True when that has ended.</param>
    public static Worker ToWorker(WorkerLink link, bool isLost)
    {
        var worker = new Worker
        {
            WorkerId = link.WorkerId,
            InstanceId = link.Worker.InstanceId,
            State = isLost ? Worker.Types.State.Lost
                : link.IsDraining ? Worker.Types.State.Draining
                : Worker.Types.State.Active,
            MaxConcurrentPaths = link.SlotCount,
            RunningPaths = isLost ? 0 : link.RunningPaths,
            TokensPerSecond = isLost ? 0 : link.Load?.TokensPerSecond ?? 0,
            BuildVersion = link.Worker.BuildVersion,
            ConnectTime = link.ConnectTime.ToTimestamp(),
            LastSeenTime = link.LastSeenTime.ToTimestamp(),
        };
        worker.ModelIds.AddRange(link.Worker.Models.Select(model => model.ModelId));
        worker.Labels.Add(new Dictionary<string, string>(link.Worker.Labels));
        return worker;
    }

    /// <summary>Makes one of what several routers tell of the same life of a worker.</summary>
    /// <param name="told">Workers, as each router tells of them.</param>
    /// <returns>Workers by name; of a name whose life has changed, the one that is still there.</returns>
    public static IEnumerable<Worker> Merge(IEnumerable<Worker> told) => told
        .GroupBy(worker => (worker.WorkerId, worker.InstanceId))
        .Select(MergeLinks)
        .GroupBy(worker => worker.WorkerId, StringComparer.Ordinal)
        .Select(lives => lives.OrderBy(life => life.State).ThenByDescending(life => life.LastSeenTime.ToDateTimeOffset()).First())
        .OrderBy(worker => worker.WorkerId, StringComparer.Ordinal);

    private static Worker MergeLinks(IEnumerable<Worker> links)
    {
        Worker[] all = [.. links];

        // Its links that are there say what it can do; those that ended say something only when none is there.
        Worker[] there = [.. all.Where(link => link.State != Worker.Types.State.Lost)];
        Worker[] of = there.Length > 0 ? there : all;
        Worker merged = of.MaxBy(link => link.LastSeenTime.ToDateTimeOffset())!.Clone();
        merged.State = of.Max(link => link.State);
        merged.MaxConcurrentPaths = of.Sum(link => link.MaxConcurrentPaths);
        merged.RunningPaths = of.Sum(link => link.RunningPaths);
        merged.ConnectTime = of.MinBy(link => link.ConnectTime.ToDateTimeOffset())!.ConnectTime;
        return merged;
    }
}
