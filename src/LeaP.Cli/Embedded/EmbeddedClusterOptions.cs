using LeaP.EmbeddedModel;

namespace LeaP.Cli.Embedded;

/// <summary>A router and workers in this process.</summary>
internal sealed record EmbeddedClusterOptions
{
    /// <summary>Workers, at least 1.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Paths each worker holds at once.</summary>
    public int Slots { get; init; } = 16;

    /// <summary>Name of the model.</summary>
    public string ModelId { get; init; } = EmbeddedModelInfo.ModelId;

    /// <summary>Name of the engine that runs it.</summary>
    public string Engine { get; init; } = "onnxruntime";

    /// <summary>Longest wait until every worker is linked.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait for a clean stop.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(10);
}
