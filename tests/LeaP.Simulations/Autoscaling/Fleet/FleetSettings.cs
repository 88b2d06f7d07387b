namespace LeaP.Simulations.Autoscaling.Fleet;

/// <summary>Workers and what holds for their starts and ends.</summary>
internal sealed record FleetSettings
{
    /// <summary>Paths one worker runs at once.</summary>
    public int SlotsPerWorker { get; init; } = 16;

    /// <summary>Shortest time from the pod's creation to a linked worker: node, image, weights onto the GPU.</summary>
    public TimeSpan StartUpMin { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>Longest such time.</summary>
    public TimeSpan StartUpMax { get; init; } = TimeSpan.FromSeconds(240);

    /// <summary>How long a draining worker's paths may run on before they are moved.</summary>
    public TimeSpan DrainGrace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Time a moved path needs to have its text prefilled on another worker.</summary>
    public TimeSpan MoveTime { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Longest wait for slots, as <c>Router:Sessions:PlacementTimeLimit</c>.</summary>
    public TimeSpan PlacementTimeLimit { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Age of the metrics that the autoscaler sees: scrape, adapter and cache together.</summary>
    public TimeSpan MetricDelay { get; init; } = TimeSpan.FromSeconds(30);
}
