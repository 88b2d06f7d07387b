using k8s.Models;
using LeaP.ManifestTests.Kustomize;
using LeaP.ManifestTests.Settings;

namespace LeaP.ManifestTests.Rules;

public sealed class TlsTests(RenderedOverlays overlays)
{
    private const string Folder = "k8s/overlays/tls";

    [Theory]
    [InlineData("leap-router", "server auth")]
    [InlineData("leap-worker", "client auth")]
    public void A_program_mounts_the_secret_of_its_certificate(string name, string usage)
    {
        CustomObject certificate = overlays[Folder].Custom("Certificate", name);
        V1PodSpec pod = Program(name).Pod;
        V1Volume volume = pod.Volumes.Single(volume => volume.Name == "tls");
        volume.Secret.SecretName.ShouldBe(certificate.Spec["secretName"]);
        V1VolumeMount mount = pod.Containers.Single().VolumeMounts.Single(mount => mount.Name == "tls");
        mount.ReadOnlyProperty.ShouldBe(true);
        ((List<object>)certificate.Spec["usages"]).ShouldContain(usage);
        string[] files =
        [
            .. overlays[Folder].EnvironmentOf(Program(name)).Values
                .Where(value => value.StartsWith($"{mount.MountPath}/", StringComparison.Ordinal))
                .Select(value => value[(mount.MountPath.Length + 1)..]),
        ];
        files.ShouldBe(["ca.crt", "tls.crt", "tls.key"], ignoreOrder: true);
    }

    [Fact]
    public void The_names_that_workers_dial_stand_in_the_certificate_of_the_routers()
    {
        foreach (Uri address in WorkerSettings.Read(overlays[Folder].EnvironmentOf(overlays[Folder].Worker)).RouterAddresses)
        {
            address.Scheme.ShouldBe("https");
            ((List<object>)overlays[Folder].Custom("Certificate", "leap-router").Spec["dnsNames"]).ShouldContain(address.Host);
        }
    }

    [Fact]
    public void The_router_takes_workers_with_the_name_of_their_certificate_alone() =>
        overlays[Folder].EnvironmentOf(overlays[Folder].Router)["Router__Link__Trust__CertificateName"]
            .ShouldBe(overlays[Folder].Custom("Certificate", "leap-worker").Spec["commonName"]);

    [Fact]
    public void Probes_stay_plain_since_the_kubelet_and_Prometheus_ask_them() =>
        overlays[Folder].EnvironmentOf(overlays[Folder].Router)["Router__Tls__Probes"].ShouldBe("false");

    private Workload Program(string name) => overlays[Folder].Workloads.Single(workload => workload.Name == name);
}
