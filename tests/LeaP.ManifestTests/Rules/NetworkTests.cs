using k8s.Models;
using LeaP.ManifestTests.Kustomize;

namespace LeaP.ManifestTests.Rules;

public sealed class NetworkTests(RenderedOverlays overlays)
{
    private const string Metrics = "leap-metrics";

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void What_no_policy_allows_is_refused_both_ways(string folder)
    {
        V1NetworkPolicySpec policy = Policy(folder, "leap-default-deny");
        policy.PodSelector.MatchLabels.ShouldBeNull();
        policy.PolicyTypes.ShouldBe(["Ingress", "Egress"]);
        (policy.Ingress?.Count ?? 0).ShouldBe(0);
        (policy.Egress?.Count ?? 0).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Only_workers_reach_the_link_port_and_only_named_clients_the_other(string folder)
    {
        IList<V1NetworkPolicyIngressRule> rules = Policy(folder, "leap-router").Ingress;
        rules.Count.ShouldBe(2);
        V1NetworkPolicyIngressRule clients = rules.Single(rule => rule.Ports.Single().Port.Value == "clients");
        clients.FromProperty.Single().PodSelector.MatchLabels.ShouldBe(Labels("leap-client", "true"));
        V1NetworkPolicyIngressRule links = rules.Single(rule => rule.Ports.Single().Port.Value == "links");
        V1NetworkPolicyPeer workers = links.FromProperty.Single();
        workers.NamespaceSelector.ShouldBeNull();
        workers.PodSelector.MatchLabels.ShouldBe(Selector(overlays[folder].Worker));
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void The_router_dials_Redis_and_the_name_service_alone(string folder)
    {
        V1NetworkPolicySpec policy = Policy(folder, "leap-router");
        policy.PolicyTypes.ShouldContain("Egress");
        policy.Egress.Count.ShouldBe(2);
        policy.Egress[0].To.Single().PodSelector.MatchLabels.ShouldBe(Selector(overlays[folder].Redis));
        policy.Egress[0].Ports.Single().Port.Value.ShouldBe("redis");
        policy.Egress[1].To.Single().PodSelector.MatchLabels.ShouldBe(Labels("k8s-app", "kube-dns"));
        policy.Egress[1].Ports.ShouldAllBe(port => port.Port.Value == "53");
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Redis_is_reached_by_the_router_alone_and_dials_nobody(string folder)
    {
        V1NetworkPolicySpec policy = Policy(folder, "leap-redis");
        policy.PolicyTypes.ShouldBe(["Ingress", "Egress"]);
        policy.Egress.ShouldBeNull();
        policy.Ingress.Single().FromProperty.Single().PodSelector.MatchLabels.ShouldBe(Selector(overlays[folder].Router));
        policy.Ingress.Single().FromProperty.Single().NamespaceSelector.ShouldBeNull();
        policy.Ingress.Single().Ports.Single().Port.Value.ShouldBe("redis");
    }

    [Fact]
    public void Where_metrics_are_gathered_Prometheus_reaches_the_probe_ports_and_no_other()
    {
        V1NetworkPolicySpec policy = Policy("k8s/overlays/observability", Metrics);
        policy.PolicyTypes.ShouldBe(["Ingress"]);
        policy.Ingress.Single().Ports.Single().Port.Value.ShouldBe("probes");
        policy.Ingress.Single().FromProperty.Single().PodSelector.MatchLabels.ShouldBe(Labels("app.kubernetes.io/name", "prometheus"));
        policy.PodSelector.MatchExpressions.Single().Values.ShouldBe(["leap-router", "leap-worker"]);
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void A_worker_is_reached_by_nobody_and_dials_the_router_and_the_name_service(string folder)
    {
        V1NetworkPolicySpec policy = Policy(folder, "leap-worker");
        policy.PolicyTypes.ShouldBe(["Ingress", "Egress"]);
        policy.Ingress.ShouldBeNull();
        policy.Egress.Count.ShouldBe(2);
        policy.Egress[0].To.Single().PodSelector.MatchLabels.ShouldBe(Selector(overlays[folder].Router));
        policy.Egress[0].Ports.Single().Port.Value.ShouldBe("links");
        policy.Egress[1].To.Single().PodSelector.MatchLabels.ShouldBe(Labels("k8s-app", "kube-dns"));
        policy.Egress[1].Ports.ShouldAllBe(port => port.Port.Value == "53");
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Every_policy_is_about_the_pods_of_its_name(string folder) =>
        overlays[folder].All<V1NetworkPolicy>().Where(policy => policy.Name() is not ("leap-default-deny" or Metrics))
            .ShouldAllBe(policy => overlays[folder].Workloads.Any(workload =>
                workload.Name == policy.Name() && IsPartOf(policy.Spec.PodSelector.MatchLabels, workload.Template.Metadata.Labels)));

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Every_service_leads_to_a_named_port_of_its_pods(string folder)
    {
        foreach (V1Service service in overlays[folder].All<V1Service>())
        {
            V1PodTemplateSpec pod = overlays[folder].Workloads.Select(workload => workload.Template)
                .Single(template => IsPartOf(service.Spec.Selector, template.Metadata.Labels));
            foreach (V1ServicePort port in service.Spec.Ports)
            {
                V1ContainerPort target = pod.Spec.Containers.Single().Ports.Single(declared => declared.Name == port.TargetPort.Value);
                target.ContainerPort.ShouldBe(port.Port);
                port.AppProtocol.ShouldNotBeNullOrEmpty();
            }
        }
    }

    private static Dictionary<string, string> Labels(string name, string value) => new() { [name] = value };

    private static IDictionary<string, string> Selector(Workload workload) => workload.Selector;

    private static bool IsPartOf(IDictionary<string, string> selector, IDictionary<string, string> labels) =>
        selector.Count > 0 && selector.All(labels.Contains);

    private V1NetworkPolicySpec Policy(string folder, string name) =>
        overlays[folder].All<V1NetworkPolicy>().Single(policy => policy.Name() == name).Spec;
}
