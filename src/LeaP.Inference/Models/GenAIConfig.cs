using LeaP.Inference.Sampling;

namespace LeaP.Inference.Models;

/// <summary>What <c>genai_config.json</c> says about a decoder with one KV tensor per layer, K and V.</summary>
internal sealed record GenAIConfig
{
    /// <summary>Family of the model, such as <c>qwen2</c>.</summary>
    public required string ModelType { get; init; }

    /// <summary>File name of the graph, inside the model folder.</summary>
    public required string ModelFile { get; init; }

    /// <summary>Longest context in tokens.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Number of token ids.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Tokens that end a sequence; at least one.</summary>
    public required IReadOnlyList<int> EndTokens { get; init; }

    /// <summary>Layers with a KV cache.</summary>
    public required int Layers { get; init; }

    /// <summary>KV heads per layer.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Width of a head.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Name of the token input.</summary>
    public required string InputIds { get; init; }

    /// <summary>Name of the mask input.</summary>
    public required string AttentionMask { get; init; }

    /// <summary>Name of the position input; the graph need not have it.</summary>
    public required string PositionIds { get; init; }

    /// <summary>Name of the logits output.</summary>
    public required string Logits { get; init; }

    /// <summary>Past K inputs, by layer.</summary>
    public required IReadOnlyList<string> PastKeys { get; init; }

    /// <summary>Past V inputs, by layer.</summary>
    public required IReadOnlyList<string> PastValues { get; init; }

    /// <summary>Present K outputs, by layer.</summary>
    public required IReadOnlyList<string> PresentKeys { get; init; }

    /// <summary>Present V outputs, by layer.</summary>
    public required IReadOnlyList<string> PresentValues { get; init; }

    /// <summary>Threads of one run that the model asks for; null when it does not.</summary>
    public int? Threads { get; init; }

    /// <summary>The model's own sampling settings.</summary>
    public required SamplingSettings Sampling { get; init; }
}
