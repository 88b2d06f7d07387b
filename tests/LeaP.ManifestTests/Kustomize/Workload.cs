using k8s;
using k8s.Models;

namespace LeaP.ManifestTests.Kustomize;

/// <summary>A Deployment or a StatefulSet, by what both say.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Replicas">Its pods; null where something else decides.</param>
/// <param name="Selector">Labels of its pods.</param>
/// <param name="Template">Its pods.</param>
public sealed record Workload(string Name, int? Replicas, IDictionary<string, string> Selector, V1PodTemplateSpec Template)
{
    /// <summary>Its pods' specification.</summary>
    public V1PodSpec Pod => Template.Spec;

    /// <summary>Reads an object.</summary>
    /// <param name="thing">The object.</param>
    /// <returns>Null for one of another kind.</returns>
    public static Workload? Of(IKubernetesObject<V1ObjectMeta> thing) => thing switch
    {
        V1Deployment one => new(one.Name(), one.Spec.Replicas, one.Spec.Selector.MatchLabels, one.Spec.Template),
        V1StatefulSet one => new(one.Name(), one.Spec.Replicas, one.Spec.Selector.MatchLabels, one.Spec.Template),
        _ => null,
    };
}
