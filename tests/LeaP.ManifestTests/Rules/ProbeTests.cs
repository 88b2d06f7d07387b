using System.Globalization;
using k8s.Models;
using LeaP.ManifestTests.Kustomize;
using LeaP.ManifestTests.Settings;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.ManifestTests.Rules;

public sealed class ProbeTests(RenderedOverlays overlays)
{
    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void The_router_is_asked_at_start_and_for_readiness_as_clients_ask_and_for_life_at_its_probe_port(string folder)
    {
        V1Container container = Only(overlays[folder].Router);
        foreach (V1Probe probe in new[] { container.StartupProbe, container.ReadinessProbe })
        {
            // The kubelet asks without TLS alone, so where clients use it the probe port answers.
            bool isReadiness = probe == container.ReadinessProbe;
            if (probe.Grpc is { } grpc)
            {
                grpc.Service.ShouldBe(isReadiness ? ReasoningService.Descriptor.FullName : null);
                container.Ports.Single(port => port.ContainerPort == grpc.Port).Name.ShouldBe("clients");
                overlays[folder].EnvironmentOf(overlays[folder].Router).Keys.ShouldNotContain(name => name.StartsWith("Router__Tls", StringComparison.Ordinal));
            }
            else
            {
                ShouldAsk(probe, isReadiness ? "/readyz" : "/healthz", container);
            }
        }

        ShouldAsk(container.LivenessProbe, "/healthz", container);
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_worker_is_asked_for_its_link_and_for_its_life_at_the_port_of_its_settings(string folder)
    {
        V1Container container = Only(overlays[folder].Worker);
        WorkerSettings settings = WorkerSettings.Read(overlays[folder].EnvironmentOf(overlays[folder].Worker));
        container.Ports.Single().ContainerPort.ShouldBe(settings.ProbePort!.Value);
        settings.ProbeAddress.ShouldBe("0.0.0.0");
        ShouldAsk(container.ReadinessProbe, "/readyz", container);
        ShouldAsk(container.LivenessProbe, "/healthz", container);
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Readiness_gives_up_before_life_does(string folder)
    {
        foreach (V1Container container in overlays[folder].Workloads.Select(Only))
        {
            Seconds(container.ReadinessProbe).ShouldBeLessThan(Seconds(container.LivenessProbe), container.Name);
        }
    }

    private static void ShouldAsk(V1Probe probe, string path, V1Container container)
    {
        probe.HttpGet.Path.ShouldBe(path);
        string port = probe.HttpGet.Port.Value;
        port.ShouldBe("probes");
        container.Ports.ShouldContain(declared => declared.Name == port);
        probe.TimeoutSeconds.ShouldNotBeNull(string.Create(CultureInfo.InvariantCulture, $"{container.Name} {path}"));
    }

    private static V1Container Only(Workload workload) => workload.Pod.Containers.Single();

    private static int Seconds(V1Probe probe) => probe.PeriodSeconds!.Value * probe.FailureThreshold!.Value;
}
