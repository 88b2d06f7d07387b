namespace LeaP.Inference.OpenAI;

/// <summary>
/// Body of a <c>/v1/completions</c> request. Every sampling setting is sent, because servers have defaults of their own
/// for those that are missing. Stop strings are not: most servers take them out of the text.
/// </summary>
internal sealed record CompletionBody
{
    public required string Model { get; init; }

    public required string Prompt { get; init; }

    public required int MaxTokens { get; init; }

    public required float Temperature { get; init; }

    public required float TopP { get; init; }

    /// <summary>-1 keeps all: the one value that vLLM, SGLang and llama-server agree on.</summary>
    public required int TopK { get; init; }

    public required float MinP { get; init; }

    public required float RepetitionPenalty { get; init; }

    /// <summary>The penalty in llama-server's words; only where there is one.</summary>
    public float? RepeatPenalty { get; init; }

    /// <summary>Tokens that llama-server looks back for it; -1 for all.</summary>
    public int? RepeatLastN { get; init; }

    public required int Seed { get; init; }

    public bool Stream { get; init; } = true;

    public CompletionStreamOptions StreamOptions { get; init; } = new();

    [System.Text.Json.Serialization.JsonPropertyName("logprobs")]
    public int? LogProbabilities { get; init; }

    public bool? SkipSpecialTokens { get; init; }
}
