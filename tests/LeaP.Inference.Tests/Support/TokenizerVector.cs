namespace LeaP.Inference.Tests.Support;

/// <summary>A text and the ids another implementation gives it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Ids">Its ids.</param>
internal sealed record TokenizerVector(string Text, int[] Ids);
