using k8s;
using k8s.Models;

namespace LeaP.ManifestTests.Kustomize;

/// <summary>An object of a kind that Kubernetes itself does not know. The published schemas check what is in it.</summary>
public sealed class CustomObject : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Kinds that manifests use, as <c>apiVersion/kind</c>.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "cert-manager.io/v1/Certificate",
        "cert-manager.io/v1/Issuer",
        "keda.sh/v1alpha1/ScaledObject",
        "monitoring.coreos.com/v1/PodMonitor",
        "monitoring.coreos.com/v1/PrometheusRule",
    ];

    /// <inheritdoc />
    public string ApiVersion { get; set; } = "";

    /// <inheritdoc />
    public string Kind { get; set; } = "";

    /// <inheritdoc />
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What it asks for.</summary>
    public Dictionary<string, object> Spec { get; set; } = [];
}
