using k8s.Models;
using LeaP.ManifestTests.Kustomize;
using LeaP.ManifestTests.Settings;

namespace LeaP.ManifestTests.Rules;

public sealed class AcceleratorTests(RenderedOverlays overlays)
{
    private const string Gpu = "nvidia.com/gpu";
    private const string GpuNode = "nvidia.com/gpu.present";

    private V1PodSpec Cuda => overlays["k8s/overlays/cuda"].Worker.Pod;

    [Fact]
    public void A_GPU_worker_takes_one_GPU_of_a_node_that_has_some()
    {
        Cuda.Containers.Single().Resources.Limits[Gpu].ToDecimal().ShouldBe(1);
        Cuda.NodeSelector[GpuNode].ShouldBe("true");
        Cuda.Tolerations.Single().Key.ShouldBe(Gpu);
        Cuda.Tolerations.Single().Effect.ShouldBe("NoSchedule");
    }

    [Fact]
    public void A_GPU_worker_is_not_the_image_that_runs_on_CPU_cores() =>
        Cuda.Containers.Single().Image.ShouldStartWith("leap-worker-cuda:");

    [Fact]
    public void A_GPU_worker_loads_the_folder_that_its_init_container_fills()
    {
        Dictionary<string, string> environment = overlays["k8s/overlays/cuda"].EnvironmentOf(overlays["k8s/overlays/cuda"].Worker);
        string folder = WorkerSettings.Read(environment).Model.Folder;
        V1VolumeMount read = Cuda.Containers.Single().VolumeMounts.Single();
        V1VolumeMount written = Cuda.InitContainers.Single().VolumeMounts.Single(mount => mount.ReadOnlyProperty != true);
        read.ReadOnlyProperty.ShouldBe(true);
        (read.MountPath, read.Name).ShouldBe((folder, written.Name));
        Cuda.InitContainers.Single().Command[^1].ShouldBe($"{written.MountPath}/");
    }

    [Fact]
    public void The_copy_fits_into_what_the_pod_may_store()
    {
        V1Volume copy = Cuda.Volumes.Single(volume => volume.EmptyDir is not null);
        IDictionary<string, ResourceQuantity> requests = Cuda.Containers.Single().Resources.Requests;
        requests["ephemeral-storage"].ToDecimal().ShouldBeGreaterThanOrEqualTo(copy.EmptyDir.SizeLimit.ToDecimal());
    }

    [Fact]
    public void Every_volume_is_mounted_and_the_shared_one_only_read()
    {
        IEnumerable<string> mounted = Cuda.Containers.Concat(Cuda.InitContainers).SelectMany(container => container.VolumeMounts).Select(mount => mount.Name);
        mounted.Distinct().ShouldBe(Cuda.Volumes.Select(volume => volume.Name), ignoreOrder: true);
        Cuda.Volumes.Single(volume => volume.PersistentVolumeClaim is not null).PersistentVolumeClaim.ReadOnlyProperty.ShouldBe(true);
    }

    [Fact]
    public void A_CPU_worker_keeps_off_nodes_with_GPUs()
    {
        V1PodSpec pod = overlays["k8s/overlays/cpu"].Worker.Pod;
        V1NodeSelectorRequirement rule = pod.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution
            .NodeSelectorTerms.Single().MatchExpressions.Single();
        (rule.Key, rule.OperatorProperty).ShouldBe((GpuNode, "DoesNotExist"));
    }
}
