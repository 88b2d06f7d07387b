using k8s.Models;
using LeaP.ManifestTests.Kustomize;
using LeaP.ManifestTests.Settings;

namespace LeaP.ManifestTests.Rules;

public sealed class RedisTests(RenderedOverlays overlays)
{
    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void The_router_keeps_its_sessions_in_the_Redis_beside_it(string folder)
    {
        RouterSettings router = RouterSettings.Read(overlays[folder].EnvironmentOf(overlays[folder].Router));
        V1Service service = overlays[folder].All<V1Service>().Single(service => service.Name() == "leap-redis");
        router.Store.ShouldBe("redis");
        router.Redis.Endpoints.ShouldBe($"{service.Name()}:{service.Spec.Ports.Single().Port}");
    }

    [Theory]
    [MemberData(nameof(RenderedOverlays.Folders), MemberType = typeof(RenderedOverlays))]
    public void The_password_is_a_secret_that_both_read_from_a_file_and_no_manifest_holds(string folder)
    {
        overlays[folder].EnvironmentOf(overlays[folder].Router)["Router__Redis__PasswordFile"].ShouldBe(Mounted(overlays[folder].Router, "password"));
        Command(folder).ShouldContain(Mounted(overlays[folder].Redis, "users.acl"));
        overlays[folder].All<V1Secret>().ShouldBeEmpty();
    }

    [Fact]
    public void Redis_writes_to_no_disk_and_refuses_rather_than_forgets()
    {
        string command = string.Join(' ', Command("k8s/base"));
        command.ShouldContain("--save  --appendonly no");
        command.ShouldContain("--maxmemory-policy noeviction");
        overlays["k8s/base"].Redis.Pod.Containers.Single().Resources.Limits["memory"].ToDecimal()
            .ShouldBeGreaterThan(768m * 1024 * 1024);
        command.ShouldContain("--maxmemory 768mb");
    }

    private IList<string> Command(string folder) => overlays[folder].Redis.Pod.Containers.Single().Command;

    /// <summary>Path in the container of one key of the secret leap-redis.</summary>
    private static string Mounted(Workload workload, string key)
    {
        V1PodSpec pod = workload.Pod;
        V1Volume volume = pod.Volumes.Single(volume => volume.Secret?.SecretName == "leap-redis");
        V1VolumeMount mount = pod.Containers.Single().VolumeMounts.Single(mount => mount.Name == volume.Name);
        mount.ReadOnlyProperty.ShouldBe(true);
        return $"{mount.MountPath}/{volume.Secret.Items.Single(item => item.Key == key).Path}";
    }
}
