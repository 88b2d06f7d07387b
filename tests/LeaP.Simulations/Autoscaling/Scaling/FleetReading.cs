namespace LeaP.Simulations.Autoscaling.Scaling;

/// <summary>What the router's metrics say of the fleet at one moment, and how many replicas are asked for.</summary>
/// <param name="Replicas">Replicas that the Deployment asks for, ready or not.</param>
/// <param name="ReadyReplicas">Workers that are linked and take paths.</param>
/// <param name="Slots">Path slots of those workers.</param>
/// <param name="UsedSlots">Slots of those workers that hold a path.</param>
/// <param name="WaitingSlots">Slots that queued requests ask for together.</param>
/// <param name="WaitingRequests">Queued requests.</param>
internal readonly record struct FleetReading(
    int Replicas,
    int ReadyReplicas,
    int Slots,
    int UsedSlots,
    int WaitingSlots,
    int WaitingRequests);
