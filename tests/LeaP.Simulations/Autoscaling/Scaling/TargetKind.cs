namespace LeaP.Simulations.Autoscaling.Scaling;

/// <summary>How Kubernetes compares an external metric with its target.</summary>
internal enum TargetKind
{
    /// <summary>The metric itself: desired = ceil(ready × metric / target).</summary>
    Value,

    /// <summary>The metric's share of each replica: desired = ceil(metric / target).</summary>
    AverageValue,
}
