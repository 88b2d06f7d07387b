using k8s;
using k8s.Models;

namespace LeaP.ManifestTests.Kustomize;

/// <summary>What one kustomization renders to.</summary>
/// <param name="yaml">Its YAML documents.</param>
public sealed class Overlay(string yaml)
{
    private static readonly Dictionary<string, Type> CustomKinds = CustomObject.Kinds.ToDictionary(kind => kind, _ => typeof(CustomObject));

    /// <summary>Its objects, read strictly: an unknown field or a wrong type is an error.</summary>
    public IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects { get; } =
        [.. KubernetesYaml.LoadAllFromString(yaml, CustomKinds, strict: true).Cast<IKubernetesObject<V1ObjectMeta>>()];

    /// <summary>Everything that has pods.</summary>
    public IEnumerable<Workload> Workloads => Objects.Select(Workload.Of).OfType<Workload>();

    /// <summary>The routers.</summary>
    public Workload Router => Workloads.Single(workload => workload.Name == "leap-router");

    /// <summary>The workers.</summary>
    public Workload Worker => Workloads.Single(workload => workload.Name == "leap-worker");

    /// <summary>Redis.</summary>
    public Workload Redis => Workloads.Single(workload => workload.Name == "leap-redis");

    /// <summary>Every container of every pod, those that run first included.</summary>
    public IEnumerable<V1Container> Containers =>
        Workloads.Select(workload => workload.Pod).SelectMany(pod => pod.Containers.Concat(pod.InitContainers ?? []));

    /// <summary>The one object of a kind that Kubernetes does not know.</summary>
    /// <param name="kind">Such as <c>PodMonitor</c>.</param>
    /// <param name="name">Its name.</param>
    public CustomObject Custom(string kind, string name) =>
        All<CustomObject>().Single(thing => thing.Kind == kind && thing.Name() == name);

    /// <summary>Objects of one kind.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    public IEnumerable<T> All<T>() => Objects.OfType<T>();

    /// <summary>
    /// Variables of the only container of a workload's pods. A value that the cluster fills in is the name of its field.
    /// </summary>
    /// <param name="workload">One of <see cref="Workloads"/>.</param>
    public Dictionary<string, string> EnvironmentOf(Workload workload)
    {
        V1Container container = workload.Pod.Containers.Single();
        Dictionary<string, string> variables = [];
        foreach (V1EnvFromSource source in container.EnvFrom ?? [])
        {
            foreach ((string name, string value) in All<V1ConfigMap>().Single(map => map.Name() == source.ConfigMapRef.Name).Data)
            {
                variables[name] = value;
            }
        }

        foreach (V1EnvVar variable in container.Env ?? [])
        {
            variables[variable.Name] = variable.Value ?? variable.ValueFrom.FieldRef.FieldPath;
        }

        return variables;
    }
}
