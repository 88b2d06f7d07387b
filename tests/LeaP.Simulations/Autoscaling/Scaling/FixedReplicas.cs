namespace LeaP.Simulations.Autoscaling.Scaling;

/// <summary>A fleet that never changes: what scaling is compared with.</summary>
/// <param name="name">Name in tables.</param>
/// <param name="replicas">Its size.</param>
internal sealed class FixedReplicas(string name, int replicas) : IReplicaController
{
    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public int InitialReplicas => replicas;

    /// <inheritdoc />
    public int MinReplicas => replicas;

    /// <inheritdoc />
    public TimeSpan Period => TimeSpan.FromHours(1);

    /// <inheritdoc />
    public int Decide(TimeSpan now, FleetReading fleet) => replicas;
}
