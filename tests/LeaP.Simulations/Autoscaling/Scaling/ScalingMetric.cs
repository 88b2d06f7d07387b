namespace LeaP.Simulations.Autoscaling.Scaling;

/// <summary>An external metric of a HorizontalPodAutoscaler and its target.</summary>
/// <param name="Read">Its value; not a number where it cannot be read.</param>
/// <param name="Kind">How it is compared.</param>
/// <param name="Target">The target, more than 0.</param>
internal sealed record ScalingMetric(Func<FleetReading, double> Read, TargetKind Kind, double Target)
{
    /// <summary>
    /// Share of slots that are used or asked for, of all slots: above 1 when sessions wait, and no number, which scales
    /// nothing, while there is no slot.
    /// </summary>
    /// <param name="target">The share to hold.</param>
    public static ScalingMetric SlotShare(double target) => new(
        fleet => fleet.Slots == 0 ? double.NaN : (double)(fleet.UsedSlots + fleet.WaitingSlots) / fleet.Slots,
        TargetKind.Value,
        target);

    /// <summary>Slots that are used or asked for.</summary>
    /// <param name="perReplica">Slots that one worker should carry.</param>
    public static ScalingMetric SlotDemand(double perReplica) => new(
        fleet => fleet.UsedSlots + fleet.WaitingSlots, TargetKind.AverageValue, perReplica);
}
