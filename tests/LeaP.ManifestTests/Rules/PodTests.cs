using k8s.Models;
using LeaP.ManifestTests.Kustomize;
using LeaP.ManifestTests.Tree;

namespace LeaP.ManifestTests.Rules;

public sealed class PodTests(RenderedOverlays overlays)
{
    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void No_container_has_a_privilege_or_a_writable_root(string folder)
    {
        foreach (V1Container container in overlays[folder].Containers)
        {
            container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false, container.Name);
            container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(true, container.Name);
            container.SecurityContext.Capabilities.Drop.ShouldBe(["ALL"], container.Name);
            container.SecurityContext.Capabilities.Add.ShouldBeNull(container.Name);
        }
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Every_pod_runs_as_the_user_of_the_images(string folder)
    {
        foreach (V1PodSpec pod in Pods(folder))
        {
            pod.SecurityContext.RunAsNonRoot.ShouldBe(true);
            pod.SecurityContext.RunAsUser.ShouldBe(1654);
            pod.SecurityContext.RunAsGroup.ShouldBe(1654);
            pod.SecurityContext.SeccompProfile.Type.ShouldBe("RuntimeDefault");
            (pod.HostNetwork ?? pod.HostPID ?? pod.HostIPC).ShouldBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void No_pod_holds_a_token_of_the_cluster(string folder)
    {
        foreach (V1PodSpec pod in Pods(folder))
        {
            pod.AutomountServiceAccountToken.ShouldBe(false);
            overlays[folder].All<V1ServiceAccount>().Single(account => account.Name() == pod.ServiceAccountName)
                .AutomountServiceAccountToken.ShouldBe(false);
        }
    }

    [Fact]
    public void The_cluster_is_told_to_refuse_weaker_pods() =>
        overlays["k8s/base"].All<V1Namespace>().Single().GetLabel("pod-security.kubernetes.io/enforce").ShouldBe("restricted");

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Every_image_has_a_pinned_tag_and_ours_have_the_version_of_this_tree(string folder)
    {
        foreach (string image in overlays[folder].Containers.Select(container => container.Image))
        {
            string tag = image[(image.LastIndexOf(':') + 1)..];
            tag.ShouldMatch(@"^\d+\.\d+\.\d+$", image);
            if (image.StartsWith("leap-", StringComparison.Ordinal))
            {
                tag.ShouldBe(Repository.Version);
            }
        }
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Every_container_asks_for_CPU_and_memory_and_is_limited(string folder)
    {
        foreach (V1Container container in overlays[folder].Containers)
        {
            foreach (string resource in new[] { "cpu", "memory" })
            {
                decimal request = container.Resources.Requests[resource].ToDecimal();
                request.ShouldBeGreaterThan(0, container.Name);
                container.Resources.Limits[resource].ToDecimal().ShouldBeGreaterThanOrEqualTo(request, container.Name);
            }
        }
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Routers_and_workers_spread_over_nodes(string folder)
    {
        foreach (Workload workload in new[] { overlays[folder].Router, overlays[folder].Worker })
        {
            V1TopologySpreadConstraint spread = workload.Pod.TopologySpreadConstraints.Single();
            spread.TopologyKey.ShouldBe("kubernetes.io/hostname");
            spread.LabelSelector.MatchLabels.ShouldBeSubsetOf(workload.Template.Metadata.Labels);
        }
    }

    private IEnumerable<V1PodSpec> Pods(string folder) =>
        overlays[folder].Workloads.Select(workload => workload.Pod);
}
