namespace LeaP.Inference.Checks;

/// <summary>What a model folder holds and what running it takes. Sizes are bytes.</summary>
public sealed record ModelReport
{
    /// <summary>Family of the model, such as <c>qwen2</c>.</summary>
    public required string Family { get; init; }

    /// <summary>How weights are stored, such as <c>float32</c> or <c>4 bits (91 % of matrix products)</c>.</summary>
    public required string Weights { get; init; }

    /// <summary>Graph and weights on disk; in memory they take about as much.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>Layers with a KV cache.</summary>
    public required int Layers { get; init; }

    /// <summary>KV heads per layer.</summary>
    public required int KeyValueHeads { get; init; }

    /// <summary>Width of a head.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Type of the numbers in the KV cache.</summary>
    public required string CacheType { get; init; }

    /// <summary>How the graph treats its KV cache.</summary>
    public required CacheStyle CacheStyle { get; init; }

    /// <summary>Whether positions are an input of the graph.</summary>
    public required bool TakesPositions { get; init; }

    /// <summary>Whether only the last token's logits are computed.</summary>
    public required bool PrunesHead { get; init; }

    /// <summary>Attention layers that look back a limited number of tokens.</summary>
    public required int WindowedLayers { get; init; }

    /// <summary>Token ids of the graph.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Token ids of the tokenizer, gaps included.</summary>
    public required int TokenizerIds { get; init; }

    /// <summary>Tokens that end a sequence, as text.</summary>
    public required IReadOnlyList<string> EndTokens { get; init; }

    /// <summary>Longest context of the model in tokens.</summary>
    public required int MaxContextTokens { get; init; }

    /// <summary>Length of a path for which memory is counted, in tokens.</summary>
    public required int ContextTokens { get; init; }

    /// <summary>KV cache of one token.</summary>
    public required long CacheBytesPerToken { get; init; }

    /// <summary>KV cache of one path of that length; for a growing cache with the copies that a run needs.</summary>
    public required long CacheBytesPerPath { get; init; }

    /// <summary>Memory that this process may use.</summary>
    public required long AvailableBytes { get; init; }

    /// <summary>Paths of that length whose KV cache fits beside the weights.</summary>
    public required long PathsThatFit { get; init; }

    /// <summary>Text that the model's chat template puts before a user's message; null when it cannot be used.</summary>
    public string? ChatPrefix { get; init; }

    /// <summary>Text that the model's chat template puts behind a user's message; null when it cannot be used.</summary>
    public string? ChatSuffix { get; init; }

    /// <summary>Why the model's chat template cannot be used; null when it can.</summary>
    public string? ChatProblem { get; init; }

    /// <summary>Result of the self-test.</summary>
    public required SelfTestResult SelfTest { get; init; }
}
