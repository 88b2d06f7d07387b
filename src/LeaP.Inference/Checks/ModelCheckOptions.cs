namespace LeaP.Inference.Checks;

/// <summary>What is to be found out about a model folder.</summary>
public sealed record ModelCheckOptions
{
    /// <summary>The folder, in the layout of ONNX Runtime GenAI.</summary>
    public required string Folder { get; init; }

    /// <summary>Length of a path in tokens for which memory is counted; null for the model's whole context. At least 2.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>Threads of one model run, 1 to 1024; null lets the engine choose.</summary>
    public int? Threads { get; init; }
}
