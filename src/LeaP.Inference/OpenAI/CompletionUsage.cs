namespace LeaP.Inference.OpenAI;

/// <summary>Tokens as the server counts them.</summary>
/// <param name="Prompt">Tokens of the text that was sent, with those the server put before it.</param>
/// <param name="Completion">Tokens drawn, the end-of-sequence token included.</param>
internal readonly record struct CompletionUsage(int Prompt, int Completion);
