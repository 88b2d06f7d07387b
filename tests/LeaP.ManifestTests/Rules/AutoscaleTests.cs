using System.Globalization;
using k8s.Models;
using LeaP.ManifestTests.Kustomize;
using LeaP.ManifestTests.Settings;
using LeaP.ManifestTests.Tree;

namespace LeaP.ManifestTests.Rules;

public sealed class AutoscaleTests(RenderedOverlays overlays)
{
    private const string Shared = "k8s/overlays/autoscale";
    private const string Hpa = "k8s/overlays/autoscale-hpa";
    private const string Keda = "k8s/overlays/autoscale-keda";

    [Theory]
    [InlineData(Shared)]
    [InlineData(Hpa)]
    [InlineData(Keda)]
    public void A_worker_that_is_scaled_away_may_go_on_as_long_as_a_session_takes_by_default(string folder)
    {
        WorkerSettings worker = WorkerSettings.Read(overlays[folder].EnvironmentOf(overlays[folder].Worker));
        RouterSettings router = RouterSettings.Read(overlays[folder].EnvironmentOf(overlays[folder].Router));
        worker.DrainGrace.ShouldBeGreaterThanOrEqualTo(router.SessionTimeLimit);
        overlays[folder].Worker.Replicas.ShouldBeNull();
    }

    [Fact]
    public void Both_ways_of_scaling_ask_for_the_same_in_the_same_steps()
    {
        V2HorizontalPodAutoscaler autoscaler = Autoscaler(overlays);
        CustomObject scaled = Scaled(overlays);
        autoscaler.Spec.ScaleTargetRef.Name.ShouldBe(overlays[Hpa].Worker.Name);
        Map(scaled.Spec["scaleTargetRef"])["name"].ShouldBe(overlays[Keda].Worker.Name);
        Number(scaled.Spec["maxReplicaCount"]).ShouldBe(autoscaler.Spec.MaxReplicas);
        FewestOf(overlays, Keda).ShouldBe(FewestOf(overlays, Hpa));

        Dictionary<object, object> trigger = Map(Map(List(scaled.Spec["triggers"]).Single())["metadata"]);
        V2ExternalMetricSource external = autoscaler.Spec.Metrics.Single().External;
        Rule()["record"].ShouldBe(trigger["query"]);
        external.Metric.Name.ShouldBe(((string)trigger["query"]).Replace(':', '_'));
        external.Target.AverageValue.ToDecimal().ShouldBe(decimal.Parse((string)trigger["threshold"], CultureInfo.InvariantCulture));
        Text("k8s/overlays/autoscale-hpa/autoscaler.yaml").ShouldBe(Text("k8s/overlays/autoscale-keda/scaled-object.yaml"));
    }

    [Fact]
    public void A_worker_is_asked_to_bear_fewer_paths_than_it_can()
    {
        int slots = WorkerSettings.Read(overlays[Hpa].EnvironmentOf(overlays[Hpa].Worker)).Model.Slots;
        decimal target = Autoscaler(overlays).Spec.Metrics.Single().External.Target.AverageValue.ToDecimal();
        target.ShouldBeInRange(slots / 2m, slots * 0.9m);
    }

    [Fact]
    public void Workers_leave_one_at_a_time_and_seldom()
    {
        V2HPAScalingRules down = Autoscaler(overlays).Spec.Behavior.ScaleDown;
        down.StabilizationWindowSeconds!.Value.ShouldBeGreaterThanOrEqualTo(300);
        (down.Policies.Single().Type, down.Policies.Single().Value).ShouldBe(("Pods", 1));
    }

    /// <summary>Fewest workers of an overlay that leaves the count to an autoscaler.</summary>
    internal static int FewestOf(RenderedOverlays overlays, string folder) => folder switch
    {
        Keda => Number(Scaled(overlays).Spec["minReplicaCount"]),
        _ => Autoscaler(overlays).Spec.MinReplicas!.Value,
    };

    private static V2HorizontalPodAutoscaler Autoscaler(RenderedOverlays overlays) =>
        overlays[Hpa].All<V2HorizontalPodAutoscaler>().Single();

    private static CustomObject Scaled(RenderedOverlays overlays) => overlays[Keda].Custom("ScaledObject", "leap-worker");

    private Dictionary<object, object> Rule() =>
        Map(List(Map(List(overlays[Keda].Custom("PrometheusRule", "leap-autoscale").Spec["groups"]).Single())["rules"]).Single());

    // The steps stand in both files, indented differently.
    private static string[] Text(string file)
    {
        string[] lines = [.. Repository.Read(file).Split('\n').Select(line => line.Trim())];
        return [.. lines.SkipWhile(line => line != "behavior:").TakeWhile(line => line != "triggers:").Where(line => line.Length > 0)];
    }

    private static Dictionary<object, object> Map(object value) => (Dictionary<object, object>)value;

    private static List<object> List(object value) => (List<object>)value;

    private static int Number(object value) => Convert.ToInt32(value, CultureInfo.InvariantCulture);
}
