namespace LeaP.Simulations.Autoscaling.Scaling;

/// <summary>Behaviour in one direction; of several policies the one that allows the larger change holds.</summary>
/// <param name="Stabilization">Time over which the most cautious recommendation counts; zero takes the newest.</param>
/// <param name="Policies">The policies, at least one.</param>
internal sealed record ScalingDirection(TimeSpan Stabilization, IReadOnlyList<ScalingPolicy> Policies)
{
    /// <summary>What Kubernetes does upwards unless told otherwise: the double or 4 pods more in 15 s, at once.</summary>
    public static ScalingDirection DefaultUp { get; } = new(
        TimeSpan.Zero,
        [
            new ScalingPolicy(PolicyKind.Percent, 100, TimeSpan.FromSeconds(15)),
            new ScalingPolicy(PolicyKind.Pods, 4, TimeSpan.FromSeconds(15)),
        ]);

    /// <summary>What Kubernetes does downwards unless told otherwise: anything, after 5 min in which nothing else was recommended.</summary>
    public static ScalingDirection DefaultDown { get; } = new(
        TimeSpan.FromMinutes(5),
        [new ScalingPolicy(PolicyKind.Percent, 100, TimeSpan.FromSeconds(15))]);
}
