namespace LeaP.Simulations.Autoscaling.Scaling;

/// <summary>A HorizontalPodAutoscaler's specification.</summary>
internal sealed record HorizontalScalerSettings
{
    /// <summary>Name in tables and figures.</summary>
    public required string Name { get; init; }

    /// <summary>Fewest replicas, at least 1.</summary>
    public required int MinReplicas { get; init; }

    /// <summary>Most replicas.</summary>
    public required int MaxReplicas { get; init; }

    /// <summary>Metrics; the one that asks for most replicas counts.</summary>
    public required IReadOnlyList<ScalingMetric> Metrics { get; init; }

    /// <summary>Share by which a metric may be off its target without a change.</summary>
    public double Tolerance { get; init; } = 0.1;

    /// <summary>How often it decides.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Behaviour upwards.</summary>
    public ScalingDirection Up { get; init; } = ScalingDirection.DefaultUp;

    /// <summary>Behaviour downwards.</summary>
    public ScalingDirection Down { get; init; } = ScalingDirection.DefaultDown;
}
