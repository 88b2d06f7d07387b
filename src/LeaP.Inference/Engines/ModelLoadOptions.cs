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

    /// <summary>Threads for one model run; null lets the engine choose.</summary>
    public int? Threads { get; init; }
}
