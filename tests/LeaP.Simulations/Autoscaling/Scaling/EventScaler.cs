namespace LeaP.Simulations.Autoscaling.Scaling;

/// <summary>
/// What KEDA adds to a HorizontalPodAutoscaler: the last worker goes after a cooldown without work, and the first comes
/// when somebody waits. Between one and the most it is the autoscaler.
/// </summary>
/// <param name="inner">The autoscaler that KEDA makes; its fewest replicas are 1.</param>
/// <param name="cooldown">Time without work after which nothing is left.</param>
internal sealed class EventScaler(HorizontalScaler inner, TimeSpan cooldown) : IReplicaController
{
    private TimeSpan _lastWork;

    /// <inheritdoc />
    public string Name => inner.Name;

    /// <inheritdoc />
    public int InitialReplicas => 0;

    /// <inheritdoc />
    public int MinReplicas => 0;

    /// <inheritdoc />
    public TimeSpan Period => inner.Period;

    /// <inheritdoc />
    public int Decide(TimeSpan now, FleetReading fleet)
    {
        bool works = fleet.UsedSlots + fleet.WaitingSlots > 0;
        if (works)
        {
            _lastWork = now;
        }

        if (fleet.Replicas == 0)
        {
            return works ? 1 : 0;
        }

        return !works && now - _lastWork >= cooldown ? 0 : inner.Decide(now, fleet);
    }
}
