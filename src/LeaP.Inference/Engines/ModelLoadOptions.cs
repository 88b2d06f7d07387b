using LeaP.Inference.Cuda;

namespace LeaP.Inference.Engines;

/// <summary>Where a model is and how much it may hold.</summary>
public sealed record ModelLoadOptions
{
    /// <summary>Folder of the model, in the layout of ONNX Runtime GenAI. Engines without a folder ignore it.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Paths to hold at once; 1 to 1024.</summary>
    public int SlotCount { get; init; } = 16;

    /// <summary>Longest context of a path in tokens; null takes the model's own.</summary>
    public int? MaxContextTokens { get; init; }

    /// <summary>The GPU to use; null for CPU cores.</summary>
    public CudaOptions? Cuda { get; init; }

    /// <summary>Threads for one model run; null lets the engine choose.</summary>
    public int? Threads { get; init; }

    /// <summary>
    /// Bytes that paths' KV may take; null for as much as all slots need. With less, waiting paths give theirs up and
    /// come back by prefill. At least what one path of full length needs.
    /// </summary>
    public long? KvMemoryBytes { get; init; }

    /// <summary>Longest time that paths that draw may wait for another path's prompt; above zero.</summary>
    public TimeSpan LongestStall { get; init; } = TimeSpan.FromMilliseconds(250);
}
