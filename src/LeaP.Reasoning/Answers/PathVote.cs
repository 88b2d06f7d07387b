namespace LeaP.Reasoning.Answers;

/// <summary>The vote of one path.</summary>
/// <param name="PathIndex">The path, from 0.</param>
/// <param name="Answer">Its answer in normal form; null or empty when the path has none and does not vote.</param>
public sealed record PathVote(int PathIndex, string? Answer);
