namespace LeaP.Simulations.Autoscaling.Fleet;

/// <summary>A path that holds a slot or waits for one.</summary>
/// <param name="session">Its session.</param>
/// <param name="remaining">Time it still needs.</param>
internal sealed class SimulatedPath(SimulatedSession session, TimeSpan remaining)
{
    /// <summary>Its session.</summary>
    public SimulatedSession Session => session;

    /// <summary>Time it still needs a slot for, as of its last placement.</summary>
    public TimeSpan Remaining { get; set; } = remaining;

    /// <summary>When it was placed last.</summary>
    public TimeSpan PlacedAt { get; set; }

    /// <summary>Counts its placements; an end that was planned under an older count is void.</summary>
    public int Attempt { get; set; }
}
