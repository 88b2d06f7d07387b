namespace LeaP.Inference.OpenAI;

/// <summary>What the servers said at start.</summary>
/// <param name="MaxContextTokens">Smallest context among them; null when none told.</param>
/// <param name="CountsTokens">Whether all that answered have <c>/tokenize</c>.</param>
internal sealed record ServedModel(int? MaxContextTokens, bool CountsTokens);
