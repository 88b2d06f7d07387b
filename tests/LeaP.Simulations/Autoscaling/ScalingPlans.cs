using LeaP.Simulations.Autoscaling.Fleet;
using LeaP.Simulations.Autoscaling.Scaling;

namespace LeaP.Simulations.Autoscaling;

/// <summary>The settings that are compared.</summary>
internal static class ScalingPlans
{
    /// <summary>The setting whose figures carry no name of their own.</summary>
    public const string Recommended = "hpa-60";

    /// <summary>Fewest workers of the settings that keep some.</summary>
    public const int MinReplicas = 2;

    /// <summary>Most workers.</summary>
    public const int MaxReplicas = 80;

    /// <summary>New controllers, one a setting.</summary>
    /// <param name="fleet">The fleet they scale.</param>
    public static IReadOnlyList<IReplicaController> Make(FleetSettings fleet) =>
    [
        new FixedReplicas("fixed", 40),
        new HorizontalScaler(Hpa("hpa-60", ScalingMetric.SlotShare(0.60))),
        new HorizontalScaler(Hpa("hpa-85", ScalingMetric.SlotShare(0.85))),
        new EventScaler(new HorizontalScaler(Keda(fleet)), TimeSpan.FromMinutes(5)),
    ];

    private static HorizontalScalerSettings Hpa(string name, ScalingMetric metric) => new()
    {
        Name = name,
        MinReplicas = MinReplicas,
        MaxReplicas = MaxReplicas,
        Metrics = [metric],
        Down = new ScalingDirection(TimeSpan.FromMinutes(10), [new ScalingPolicy(PolicyKind.Percent, 10, TimeSpan.FromMinutes(1)), OnePod]),
    };

    // Steps of a few pods, polled every 30 s, as a ScaledObject on the slots that are asked for; nothing is kept at night.
    private static HorizontalScalerSettings Keda(FleetSettings fleet) => new()
    {
        Name = "keda-steps",
        MinReplicas = 1,
        MaxReplicas = MaxReplicas,
        Period = TimeSpan.FromSeconds(30),
        Metrics = [ScalingMetric.SlotDemand(0.75 * fleet.SlotsPerWorker)],
        Up = new ScalingDirection(TimeSpan.Zero, [new ScalingPolicy(PolicyKind.Pods, 4, TimeSpan.FromMinutes(1))]),
        Down = new ScalingDirection(TimeSpan.FromMinutes(5), [new ScalingPolicy(PolicyKind.Pods, 1, TimeSpan.FromMinutes(1))]),
    };

    private static ScalingPolicy OnePod => new(PolicyKind.Pods, 1, TimeSpan.FromMinutes(1));
}
