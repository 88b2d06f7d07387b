using k8s.Models;
using LeaP.ManifestTests.Kustomize;

namespace LeaP.ManifestTests.Rules;

public sealed class ProbeTests(RenderedOverlays overlays)
{
    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void The_router_is_asked_at_its_probe_port_at_start_for_readiness_and_for_life(string folder)
    {
        V1Container container = overlays[folder].Router.Spec.Template.Spec.Containers.Single();
        foreach (V1Probe probe in new[] { container.StartupProbe, container.ReadinessProbe, container.LivenessProbe })
        {
            probe.HttpGet.Path.ShouldBe("/healthz");
            string port = probe.HttpGet.Port.Value;
            port.ShouldBe("probes");
            container.Ports.ShouldContain(declared => declared.Name == port);
            probe.TimeoutSeconds.ShouldNotBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Readiness_gives_up_before_life_does(string folder)
    {
        V1Container container = overlays[folder].Router.Spec.Template.Spec.Containers.Single();
        Seconds(container.ReadinessProbe).ShouldBeLessThan(Seconds(container.LivenessProbe));
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_worker_has_no_port_and_counts_only_after_a_while(string folder)
    {
        V1Container container = overlays[folder].Worker.Spec.Template.Spec.Containers.Single();
        container.Ports.ShouldBeNull();
        (container.StartupProbe ?? container.ReadinessProbe ?? container.LivenessProbe).ShouldBeNull();
        overlays[folder].Worker.Spec.MinReadySeconds.ShouldBe(10);
    }

    private static int Seconds(V1Probe probe) => probe.PeriodSeconds!.Value * probe.FailureThreshold!.Value;
}
