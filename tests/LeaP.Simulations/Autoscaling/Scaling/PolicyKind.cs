namespace LeaP.Simulations.Autoscaling.Scaling;

/// <summary>What a scaling policy counts in.</summary>
internal enum PolicyKind
{
    /// <summary>Pods.</summary>
    Pods,

    /// <summary>Per cent of the replicas at the beginning of the period.</summary>
    Percent,
}
