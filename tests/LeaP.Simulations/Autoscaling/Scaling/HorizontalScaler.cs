namespace LeaP.Simulations.Autoscaling.Scaling;

/// <summary>
/// The HorizontalPodAutoscaler's arithmetic as the documentation of Kubernetes gives it (autoscaling/v2): replicas by
/// metric, tolerance, stabilization windows, then the policies of the direction.
/// </summary>
/// <param name="settings">Its specification.</param>
internal sealed class HorizontalScaler(HorizontalScalerSettings settings) : IReplicaController
{
    private readonly List<(TimeSpan At, int Replicas)> _recommended = [];
    private readonly List<(TimeSpan At, int Change)> _changes = [];

    /// <inheritdoc />
    public string Name => settings.Name;

    /// <inheritdoc />
    public int InitialReplicas => settings.MinReplicas;

    /// <inheritdoc />
    public int MinReplicas => settings.MinReplicas;

    /// <inheritdoc />
    public TimeSpan Period => settings.Period;

    /// <summary>Replicas that one metric asks for, before windows and policies.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="fleet">What it reads.</param>
    public int Recommend(ScalingMetric metric, FleetReading fleet)
    {
        double value = metric.Read(fleet);
        if (double.IsNaN(value))
        {
            return fleet.Replicas;
        }

        double ratio = metric.Kind == TargetKind.Value || fleet.Replicas == 0
            ? value / metric.Target
            : value / (metric.Target * fleet.Replicas);
        if (fleet.Replicas > 0 && Math.Abs(ratio - 1) <= settings.Tolerance)
        {
            return fleet.Replicas;
        }

        return (int)Math.Ceiling(metric.Kind == TargetKind.Value
            ? ratio * Math.Max(1, fleet.ReadyReplicas)
            : value / metric.Target);
    }

    /// <inheritdoc />
    public int Decide(TimeSpan now, FleetReading fleet)
    {
        int wanted = settings.Metrics.Max(metric => Recommend(metric, fleet));
        int stable = Stabilize(now, fleet.Replicas, Math.Clamp(wanted, settings.MinReplicas, settings.MaxReplicas));
        int limited = stable > fleet.Replicas
            ? Math.Min(stable, Math.Max(fleet.Replicas, UpLimit(now, fleet.Replicas)))
            : Math.Max(stable, Math.Min(fleet.Replicas, DownLimit(now, fleet.Replicas)));
        int decided = Math.Clamp(limited, settings.MinReplicas, settings.MaxReplicas);
        if (decided != fleet.Replicas)
        {
            _changes.Add((now, decided - fleet.Replicas));
        }

        return decided;
    }

    private int Stabilize(TimeSpan now, int current, int wanted)
    {
        _recommended.RemoveAll(entry => entry.At < now - Longest(settings.Up.Stabilization, settings.Down.Stabilization));
        int least = Within(settings.Up.Stabilization, now).Append(wanted).Min();
        int most = Within(settings.Down.Stabilization, now).Append(wanted).Max();
        _recommended.Add((now, wanted));
        return Math.Min(Math.Max(current, least), most);
    }

    private IEnumerable<int> Within(TimeSpan window, TimeSpan now) =>
        _recommended.Where(entry => entry.At > now - window).Select(entry => entry.Replicas);

    private int UpLimit(TimeSpan now, int current) => settings.Up.Policies.Max(policy =>
    {
        int before = current - ChangeSince(now - policy.Period);
        return policy.Kind == PolicyKind.Pods
            ? before + policy.Value
            : (int)Math.Ceiling(before * (1 + (policy.Value / 100.0)));
    });

    private int DownLimit(TimeSpan now, int current) => settings.Down.Policies.Min(policy =>
    {
        int before = current - ChangeSince(now - policy.Period);
        return policy.Kind == PolicyKind.Pods
            ? before - policy.Value
            : (int)(before * (1 - (policy.Value / 100.0)));
    });

    private int ChangeSince(TimeSpan since)
    {
        _changes.RemoveAll(entry => entry.At < since - TimeSpan.FromMinutes(30));
        return _changes.Where(entry => entry.At > since).Sum(entry => entry.Change);
    }

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
