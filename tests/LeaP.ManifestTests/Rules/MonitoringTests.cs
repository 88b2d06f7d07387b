using k8s.Models;
using LeaP.ManifestTests.Kustomize;

namespace LeaP.ManifestTests.Rules;

public sealed class MonitoringTests(RenderedOverlays overlays)
{
    private const string Folder = "k8s/overlays/observability";

    [Fact]
    public void Prometheus_asks_the_port_and_path_where_metrics_are_shown()
    {
        CustomObject monitor = overlays[Folder].Custom("PodMonitor", "leap");
        var endpoint = (Dictionary<object, object>)((List<object>)monitor.Spec["podMetricsEndpoints"]).Single();
        endpoint["path"].ShouldBe("/metrics");
        foreach (Workload workload in new[] { overlays[Folder].Router, overlays[Folder].Worker })
        {
            workload.Pod.Containers.Single().Ports.ShouldContain(port => port.Name == (string)endpoint["port"]);
            workload.Template.Metadata.Labels.ShouldContainKey((string)monitor.Spec["jobLabel"]);
        }
    }

    [Fact]
    public void The_dashboard_is_labelled_for_Grafana_and_whole()
    {
        V1ConfigMap map = overlays[Folder].All<V1ConfigMap>().Single(map => map.Name() == "leap-dashboard");
        map.GetLabel("grafana_dashboard").ShouldBe("1");
        map.Data["leap.json"].ShouldContain("\"uid\": \"leap-grpc\"");
    }
}
