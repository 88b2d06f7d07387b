namespace LeaP.Simulations.Autoscaling.Scaling;

/// <summary>How far the replicas may change within a period.</summary>
/// <param name="Kind">What <paramref name="Value"/> counts.</param>
/// <param name="Value">Pods or per cent, more than 0.</param>
/// <param name="Period">The period.</param>
internal sealed record ScalingPolicy(PolicyKind Kind, int Value, TimeSpan Period);
