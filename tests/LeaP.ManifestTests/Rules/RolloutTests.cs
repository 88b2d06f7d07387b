using k8s.Models;
using LeaP.ManifestTests.Kustomize;

namespace LeaP.ManifestTests.Rules;

public sealed class RolloutTests(RenderedOverlays overlays)
{
    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void There_are_routers_enough_to_go_on_at_another_and_they_are_replaced_one_by_one(string folder)
    {
        V1StatefulSetSpec routers = overlays[folder].All<V1StatefulSet>().Single(set => set.Name() == overlays[folder].Router.Name).Spec;
        routers.Replicas!.Value.ShouldBeGreaterThan(1);
        routers.UpdateStrategy.Type.ShouldBe("RollingUpdate");

        // One that waits for workers must not keep the others from starting.
        routers.PodManagementPolicy.ShouldBe("Parallel");
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void There_is_more_than_one_worker_and_a_rollout_takes_one_at_a_time(string folder)
    {
        V1DeploymentSpec worker = overlays[folder].All<V1Deployment>().Single(one => one.Name() == overlays[folder].Worker.Name).Spec;
        Fewest(folder).ShouldBeGreaterThan(1);
        string surge = worker.Strategy.RollingUpdate.MaxSurge.Value;
        string unavailable = worker.Strategy.RollingUpdate.MaxUnavailable.Value;
        new[] { surge, unavailable }.ShouldBe(["0", "1"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Every_workload_selects_its_own_pods_and_has_a_disruption_budget(string folder)
    {
        foreach (Workload workload in overlays[folder].Workloads)
        {
            workload.Selector.ShouldBeSubsetOf(workload.Template.Metadata.Labels);
            overlays[folder].All<V1PodDisruptionBudget>().Single(budget => budget.Name() == workload.Name)
                .Spec.Selector.MatchLabels.ShouldBe(workload.Selector);
        }
    }

    [Fact]
    public void One_router_at_a_time_may_be_evicted()
    {
        V1PodDisruptionBudget budget = overlays["k8s/base"].All<V1PodDisruptionBudget>().Single(budget => budget.Name() == "leap-router");
        budget.Spec.MaxUnavailable.Value.ShouldBe("1");
    }

    private int Fewest(string folder) =>
        overlays[folder].Worker.Replicas ?? AutoscaleTests.FewestOf(overlays, folder);
}
