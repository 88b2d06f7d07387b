namespace LeaP.Simulations.Autoscaling;

/// <summary>What a day came to.</summary>
internal sealed record DayResult
{
    /// <summary>Name of the scaling setting.</summary>
    public required string Name { get; init; }

    /// <summary>Sessions that came.</summary>
    public required int Arrived { get; init; }

    /// <summary>Sessions that ended with all their paths.</summary>
    public required int Ended { get; init; }

    /// <summary>Sessions whose clients were told, before a path ran, that no slots came free in time.</summary>
    public required int Refused { get; init; }

    /// <summary>Sessions that had begun and could not go on.</summary>
    public required int Lost { get; init; }

    /// <summary>Paths that went on elsewhere because a drain took too long.</summary>
    public required int MovedPaths { get; init; }

    /// <summary>Time from call to first slots, of every session that got them, ascending.</summary>
    public required IReadOnlyList<TimeSpan> QueueTimes { get; init; }

    /// <summary>GPU time that existed, one GPU a worker: from the pod's creation to its end.</summary>
    public required TimeSpan GpuTime { get; init; }

    /// <summary>GPU time that paths filled: slot time over slots of a worker.</summary>
    public required TimeSpan UsedGpuTime { get; init; }

    /// <summary>Fewest replicas ever asked for.</summary>
    public required int FewestReplicas { get; init; }

    /// <summary>Most replicas ever asked for.</summary>
    public required int MostReplicas { get; init; }

    /// <summary>The day by the minute.</summary>
    public required IReadOnlyList<DaySample> Samples { get; init; }

    /// <summary>GPU time in which nothing ran: starting, idle or half empty.</summary>
    public TimeSpan WastedGpuTime => GpuTime - UsedGpuTime;

    /// <summary>The queue time that a share of sessions did not exceed, by nearest rank.</summary>
    /// <param name="share">The share, above 0 and at most 1.</param>
    public TimeSpan QueueTimeAt(double share) =>
        QueueTimes.Count == 0 ? TimeSpan.Zero : QueueTimes[(int)Math.Ceiling(share * QueueTimes.Count) - 1];
}
