using k8s.Models;
using LeaP.ManifestTests.Kustomize;

namespace LeaP.ManifestTests.Rules;

public sealed class NetworkTests(RenderedOverlays overlays)
{
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
    public void The_router_dials_nobody(string folder)
    {
        Policy(folder, "leap-router").PolicyTypes.ShouldContain("Egress");
        Policy(folder, "leap-router").Egress.ShouldBeNull();
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
    public void Every_policy_but_the_first_is_about_pods_that_exist(string folder) =>
        overlays[folder].All<V1NetworkPolicy>().Where(policy => policy.Name() != "leap-default-deny")
            .ShouldAllBe(policy => overlays[folder].Deployments.Any(deployment =>
                deployment.Name() == policy.Name() && IsPartOf(policy.Spec.PodSelector.MatchLabels, deployment.Spec.Template.Metadata.Labels)));

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void Every_service_leads_to_a_named_port_of_the_router(string folder)
    {
        V1PodTemplateSpec pod = overlays[folder].Router.Spec.Template;
        foreach (V1Service service in overlays[folder].All<V1Service>())
        {
            IsPartOf(service.Spec.Selector, pod.Metadata.Labels).ShouldBeTrue(service.Name());
            foreach (V1ServicePort port in service.Spec.Ports)
            {
                V1ContainerPort target = pod.Spec.Containers.Single().Ports.Single(declared => declared.Name == port.TargetPort.Value);
                target.ContainerPort.ShouldBe(port.Port);
                port.AppProtocol.ShouldBe("kubernetes.io/h2c");
            }
        }
    }

    private static Dictionary<string, string> Labels(string name, string value) => new() { [name] = value };

    private static IDictionary<string, string> Selector(V1Deployment deployment) => deployment.Spec.Selector.MatchLabels;

    private static bool IsPartOf(IDictionary<string, string> selector, IDictionary<string, string> labels) =>
        selector.Count > 0 && selector.All(labels.Contains);

    private V1NetworkPolicySpec Policy(string folder, string name) =>
        overlays[folder].All<V1NetworkPolicy>().Single(policy => policy.Name() == name).Spec;
}
