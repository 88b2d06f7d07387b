using System.ComponentModel.DataAnnotations;

namespace LeaP.Router.Options;

/// <summary>Embedding models for similarity of meaning. Section <c>Router:Similarity</c>.</summary>
public sealed class SimilarityOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Router:Similarity";

    /// <summary>
    /// Embedding models: folders with <c>model.onnx</c> and <c>tokenizer.json</c> by name. A request asks for one as
    /// <c>semantic:NAME</c>.
    /// </summary>
    /// <value>Default none. Names of 1 to 64 small letters, digits, dots, hyphens and underscores.</value>
    public Dictionary<string, string> Models { get; } = [];

    /// <summary>Threads of one run of an embedding model; 0 lets ONNX Runtime choose.</summary>
    /// <value>Default 1; 0 to 1024.</value>
    [Range(0, 1024)]
    public int Threads { get; set; } = 1;

    /// <summary>Tokens of a summary that an embedding model looks at; what is behind them is not compared.</summary>
    /// <value>Default 512; 4 to 32768.</value>
    [Range(4, 32_768)]
    public int MaxTokens { get; set; } = 512;

    /// <summary>Summaries whose vectors each embedding model keeps; those not asked for longest go first.</summary>
    /// <value>Default 4096; 1 to 1000000.</value>
    [Range(1, 1_000_000)]
    public int CachedTexts { get; set; } = 4096;
}
