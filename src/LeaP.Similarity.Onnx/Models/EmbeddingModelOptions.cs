namespace LeaP.Similarity.Onnx.Models;

/// <summary>How an embedding model is loaded and run.</summary>
public sealed record EmbeddingModelOptions
{
    /// <summary>Folder with <c>model.onnx</c> (or <c>onnx/model.onnx</c>) and <c>tokenizer.json</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>Threads of one run; 0 lets ONNX Runtime choose.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Tokens of a text that are looked at, at least 4; a tokenizer that cuts earlier cuts earlier.</summary>
    public int MaxTokens { get; init; } = 512;

    /// <summary>Texts whose vectors are kept, at least 1; those not asked for longest go first.</summary>
    public int CachedTexts { get; init; } = 4096;
}
