using System.Globalization;
using k8s.Models;
using LeaP.ManifestTests.Kustomize;
using LeaP.ManifestTests.Settings;
using LeaP.Worker.Options;

namespace LeaP.ManifestTests.Rules;

public sealed class SettingTests(RenderedOverlays overlays)
{
    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_program_reads_every_variable_that_it_is_given(string folder) =>
        overlays[folder].Workloads
            .SelectMany(workload => overlays[folder].EnvironmentOf(workload).Keys)
            .Where(variable => !SettingNames.IsKnown(variable))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void The_ports_of_the_router_are_those_of_its_settings(string folder)
    {
        RouterSettings settings = RouterOf(folder);
        settings.ListenAddress.ShouldBe("0.0.0.0");
        overlays[folder].Router.Pod.Containers.Single().Ports
            .ToDictionary(port => port.Name, port => port.ContainerPort)
            .ShouldBe(settings.Ports, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_worker_dials_the_link_port_of_each_router_by_its_name_before_the_router_is_ready(string folder)
    {
        WorkerSettings worker = WorkerOf(folder);
        V1StatefulSet routers = overlays[folder].All<V1StatefulSet>().Single();
        V1Service service = overlays[folder].All<V1Service>().Single(service => service.Name() == routers.Spec.ServiceName);
        V1ServicePort port = service.Spec.Ports.Single();
        worker.Links.ShouldBe(WorkerLinks.Each);
        worker.RouterAddresses.Select(address => address.Authority).ShouldBe(
            Enumerable.Range(0, routers.Spec.Replicas!.Value)
                .Select(number => string.Create(CultureInfo.InvariantCulture, $"{routers.Name()}-{number}.{service.Name()}:{port.Port}")));
        worker.Model.Slots.ShouldBeGreaterThanOrEqualTo(worker.RouterAddresses.Count);
        service.Spec.ClusterIP.ShouldBe("None");
        service.Spec.PublishNotReadyAddresses.ShouldBe(true);
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
        overlays[folder].Worker.Pod.Containers.Single().Resources.Limits["cpu"].ToDecimal().ShouldBeGreaterThanOrEqualTo(threads);
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_stopping_router_has_time_to_say_goodbye(string folder)
    {
        V1PodSpec pod = overlays[folder].Router.Pod;
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
        Grace(overlays[folder].Worker.Pod).ShouldBeGreaterThan(settings.ShutdownLimit);
    }

    private static TimeSpan Grace(V1PodSpec pod) => TimeSpan.FromSeconds(pod.TerminationGracePeriodSeconds!.Value);

    private RouterSettings RouterOf(string folder) => RouterSettings.Read(overlays[folder].EnvironmentOf(overlays[folder].Router));

    private WorkerSettings WorkerOf(string folder) => WorkerSettings.Read(overlays[folder].EnvironmentOf(overlays[folder].Worker));
}
