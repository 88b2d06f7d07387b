namespace LeaP.Reasoning.Rounds;

/// <summary>How a round ended.</summary>
/// <param name="Round">The round, from 0.</param>
/// <param name="Present">The paths that reported in time, in index order: those who hear and are heard.</param>
/// <param name="Late">The live paths the round did not wait for, in index order.</param>
public sealed record RoundOutcome(int Round, IReadOnlyList<RoundEntry> Present, IReadOnlyList<int> Late);
