namespace LeaP.Reasoning.Prompts;

/// <summary>The chat control text around the user's message.</summary>
/// <param name="Prefix">Stands before the problem; may be empty.</param>
/// <param name="Suffix">Stands behind the instruction and begins the model's turn; may be empty.</param>
public sealed record ChatWrapping(string Prefix, string Suffix);
