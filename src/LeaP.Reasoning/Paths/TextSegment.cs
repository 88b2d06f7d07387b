namespace LeaP.Reasoning.Paths;

/// <summary>A stretch of a path's text with one author and purpose.</summary>
/// <param name="Kind">Who wrote it, and what for.</param>
/// <param name="Text">The text, to the letter.</param>
public sealed record TextSegment(TextKind Kind, string Text);
