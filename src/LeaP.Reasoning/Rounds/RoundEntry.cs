namespace LeaP.Reasoning.Rounds;

/// <summary>The summary one path brought to a round.</summary>
/// <param name="PathIndex">The path, from 0.</param>
/// <param name="Summary">Its summary, without tags.</param>
public sealed record RoundEntry(int PathIndex, string Summary);
