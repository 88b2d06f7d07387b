using k8s.Models;
using LeaP.ManifestTests.Kustomize;
using LeaP.ManifestTests.Settings;

namespace LeaP.ManifestTests.Rules;

public sealed class SettingTests(RenderedOverlays overlays)
{
    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_program_reads_every_variable_that_it_is_given(string folder) =>
        overlays[folder].Deployments
            .SelectMany(deployment => overlays[folder].EnvironmentOf(deployment).Keys)
            .Where(variable => !SettingNames.IsKnown(variable))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void The_ports_of_the_router_are_those_of_its_settings(string folder)
    {
        RouterSettings settings = RouterOf(folder);
        settings.ListenAddress.ShouldBe("0.0.0.0");
        overlays[folder].Router.Spec.Template.Spec.Containers.Single().Ports
            .ToDictionary(port => port.Name, port => port.ContainerPort)
            .ShouldBe(settings.Ports, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_worker_dials_the_link_port_of_a_headless_service(string folder)
    {
        Uri address = WorkerOf(folder).RouterAddress;
        V1Service service = overlays[folder].All<V1Service>().Single(service => service.Name() == address.Host);
        service.Spec.ClusterIP.ShouldBe("None");
        V1ServicePort port = service.Spec.Ports.Single();
        port.Port.ShouldBe(address.Port);
        port.Port.ShouldBe(RouterOf(folder).Ports["links"]);
        port.TargetPort.Value.ShouldBe("links");
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_worker_is_named_for_its_pod(string folder) =>
        overlays[folder].EnvironmentOf(overlays[folder].Worker)["Worker__Id"].ShouldBe("metadata.name");

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_worker_has_no_more_threads_than_CPUs(string folder)
    {
        int threads = WorkerOf(folder).Model.Threads;
        threads.ShouldBeGreaterThan(0);
        overlays[folder].Worker.Spec.Template.Spec.Containers.Single().Resources.Limits["cpu"].ToDecimal().ShouldBeGreaterThanOrEqualTo(threads);
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_stopping_router_has_time_to_say_goodbye(string folder)
    {
        V1PodSpec pod = overlays[folder].Router.Spec.Template.Spec;
        TimeSpan pause = TimeSpan.FromSeconds(pod.Containers.Single().Lifecycle.PreStop.Sleep.Seconds);
        pause.ShouldBeGreaterThan(TimeSpan.Zero);
        Grace(pod).ShouldBeGreaterThan(pause + RouterOf(folder).ShutdownLimit);
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_draining_worker_is_stopped_neither_by_its_host_nor_by_the_cluster(string folder)
    {
        WorkerSettings settings = WorkerOf(folder);
        settings.DrainGrace.ShouldBeGreaterThan(TimeSpan.Zero);
        settings.ShutdownLimit.ShouldBeGreaterThan(settings.DrainGrace);
        Grace(overlays[folder].Worker.Spec.Template.Spec).ShouldBeGreaterThan(settings.ShutdownLimit);
    }

    private static TimeSpan Grace(V1PodSpec pod) => TimeSpan.FromSeconds(pod.TerminationGracePeriodSeconds!.Value);

    private RouterSettings RouterOf(string folder) => RouterSettings.Read(overlays[folder].EnvironmentOf(overlays[folder].Router));

    private WorkerSettings WorkerOf(string folder) => WorkerSettings.Read(overlays[folder].EnvironmentOf(overlays[folder].Worker));
}
