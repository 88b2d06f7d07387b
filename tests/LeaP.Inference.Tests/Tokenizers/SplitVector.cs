namespace LeaP.Inference.Tests.Tokenizers;

/// <summary>A text and its pieces.</summary>
/// <param name="Text">The text.</param>
/// <param name="Pieces">The pieces.</param>
internal sealed record SplitVector(string Text, string[] Pieces);
