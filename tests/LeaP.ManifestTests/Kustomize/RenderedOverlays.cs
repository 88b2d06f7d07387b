namespace LeaP.ManifestTests.Kustomize;

/// <summary>Everything under k8s that renders, rendered once for all tests.</summary>
public sealed class RenderedOverlays : IAsyncLifetime
{
    private readonly Dictionary<string, Overlay> _overlays = [];

    /// <summary>Folders that render.</summary>
    public static TheoryData<string> Folders { get; } = new(
        "k8s/base",
        "k8s/overlays/autoscale",
        "k8s/overlays/autoscale-hpa",
        "k8s/overlays/autoscale-keda",
        "k8s/overlays/cpu",
        "k8s/overlays/cuda",
        "k8s/overlays/observability",
        "k8s/overlays/tls");

    /// <summary>What a folder renders to.</summary>
    /// <param name="folder">One of <see cref="Folders"/>.</param>
    public Overlay this[string folder] => _overlays[folder];

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        foreach (TheoryDataRow<string> folder in Folders)
        {
            _overlays[folder.Data] = new Overlay(await Kubectl.RenderAsync(folder.Data));
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
