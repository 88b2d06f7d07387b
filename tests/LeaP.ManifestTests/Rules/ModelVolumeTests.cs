using k8s;
using k8s.Models;
using LeaP.ManifestTests.Kustomize;
using LeaP.ManifestTests.Tree;

namespace LeaP.ManifestTests.Rules;

/// <summary>k8s/model-volume.yaml, by which a model comes to the workers of overlays/cuda.</summary>
public sealed class ModelVolumeTests(RenderedOverlays overlays)
{
    private static readonly object[] Objects =
        [.. KubernetesYaml.LoadAllFromString(Repository.Read("k8s/model-volume.yaml"), null, strict: true)];

    private static V1Pod Loader => Objects.OfType<V1Pod>().Single();

    private static V1PersistentVolumeClaim Claim => Objects.OfType<V1PersistentVolumeClaim>().Single();

    private V1PodSpec Worker => overlays["k8s/overlays/cuda"].Worker.Pod;

    [Fact]
    public void The_claim_is_the_one_that_workers_mount_and_holds_what_they_copy()
    {
        Objects.Length.ShouldBe(2);
        Claim.Name().ShouldBe(Worker.Volumes.Single(volume => volume.PersistentVolumeClaim is not null).PersistentVolumeClaim.ClaimName);
        Claim.Namespace().ShouldBe(overlays["k8s/overlays/cuda"].All<V1Deployment>().Single(one => one.Name() == "leap-worker").Namespace());
        Claim.Spec.AccessModes.ShouldBe(["ReadWriteMany"]);
        Claim.Spec.Resources.Requests["storage"].ToDecimal()
            .ShouldBe(Worker.Volumes.Single(volume => volume.EmptyDir is not null).EmptyDir.SizeLimit.ToDecimal());
    }

    [Fact]
    public void The_pod_that_fills_it_may_do_no_more_than_a_worker_and_ends_by_itself()
    {
        V1Container container = Loader.Spec.Containers.Single();
        Loader.Spec.Volumes.Single().PersistentVolumeClaim.ClaimName.ShouldBe(Claim.Name());
        Loader.Namespace().ShouldBe(Claim.Namespace());
        Loader.Spec.AutomountServiceAccountToken.ShouldBe(false);
        (Loader.Spec.SecurityContext.RunAsNonRoot, Loader.Spec.SecurityContext.RunAsUser, Loader.Spec.SecurityContext.FsGroup)
            .ShouldBe((true, Worker.SecurityContext.RunAsUser, Worker.SecurityContext.FsGroup));
        Loader.Spec.SecurityContext.SeccompProfile.Type.ShouldBe("RuntimeDefault");
        container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false);
        container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(true);
        container.SecurityContext.Capabilities.Drop.ShouldBe(["ALL"]);
        container.Resources.Limits.Keys.ShouldBe(["cpu", "memory"], ignoreOrder: true);
        container.Image.ShouldBe(Worker.InitContainers.Single().Image);
        (Loader.Spec.RestartPolicy, Loader.Spec.ActiveDeadlineSeconds > 0).ShouldBe(("Never", true));
    }
}
