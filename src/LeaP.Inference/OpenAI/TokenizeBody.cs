namespace LeaP.Inference.OpenAI;

/// <summary>Body of a <c>/tokenize</c> request, in the words of vLLM and SGLang and in those of llama-server at once.</summary>
internal sealed record TokenizeBody
{
    public required string Model { get; init; }

    public required string Prompt { get; init; }

    public required string Content { get; init; }

    public required bool AddSpecialTokens { get; init; }

    public required bool AddSpecial { get; init; }
}
