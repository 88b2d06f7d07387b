using k8s.Models;
using LeaP.ManifestTests.Kustomize;

namespace LeaP.ManifestTests.Rules;

public sealed class RolloutTests(RenderedOverlays overlays)
{
    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void There_is_one_router_and_never_two_since_a_running_session_lives_in_one(string folder)
    {
        overlays[folder].Router.Spec.Replicas.ShouldBe(1);
        overlays[folder].Router.Spec.Strategy.Type.ShouldBe("Recreate");
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void There_is_more_than_one_worker_and_a_rollout_takes_one_at_a_time(string folder)
    {
        V1DeploymentSpec worker = overlays[folder].Worker.Spec;
        Fewest(folder).ShouldBeGreaterThan(1);
        string surge = worker.Strategy.RollingUpdate.MaxSurge.Value;
        string unavailable = worker.Strategy.RollingUpdate.MaxUnavailable.Value;
        new[] { surge, unavailable }.ShouldBe(["0", "1"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Every_deployment_selects_its_own_pods_and_has_a_disruption_budget(string folder)
    {
        foreach (V1Deployment deployment in overlays[folder].Deployments)
        {
            deployment.Spec.Selector.MatchLabels.ShouldBeSubsetOf(deployment.Spec.Template.Metadata.Labels);
            overlays[folder].All<V1PodDisruptionBudget>().Single(budget => budget.Name() == deployment.Name())
                .Spec.Selector.MatchLabels.ShouldBe(deployment.Spec.Selector.MatchLabels);
        }
    }

    [Fact]
    public void Nothing_evicts_the_router_by_the_way()
    {
        V1PodDisruptionBudget budget = overlays["k8s/base"].All<V1PodDisruptionBudget>().Single(budget => budget.Name() == "leap-router");
        budget.Spec.MinAvailable.Value.ShouldBe($"{overlays["k8s/base"].Router.Spec.Replicas}");
    }

    private int Fewest(string folder) =>
        overlays[folder].Worker.Spec.Replicas ?? AutoscaleTests.FewestOf(overlays, folder);
}
