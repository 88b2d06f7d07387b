using LeaP.Simulations.Autoscaling.Load;

namespace LeaP.Simulations.Autoscaling.Fleet;

/// <summary>A session that has come.</summary>
internal sealed class SimulatedSession
{
    /// <summary>Makes the session with its paths.</summary>
    /// <param name="plan">What it is.</param>
    public SimulatedSession(SessionPlan plan)
    {
        Plan = plan;
        Paths = [.. plan.PathTimes.Select(time => new SimulatedPath(this, time))];
        LivePaths = Paths.Count;
    }

    /// <summary>What it is.</summary>
    public SessionPlan Plan { get; }

    /// <summary>Its paths.</summary>
    public IReadOnlyList<SimulatedPath> Paths { get; }

    /// <summary>Paths that have not ended.</summary>
    public int LivePaths { get; set; }

    /// <summary>True when it was given up.</summary>
    public bool IsLost { get; set; }
}
