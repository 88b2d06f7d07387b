namespace LeaP.Reasoning.Answers;

/// <summary>The outcome of a vote, Cons@N in the paper.</summary>
/// <param name="Tallies">Every answer given, by score, highest first; among equals the one whose lowest path is lowest.</param>
/// <param name="Abstained">The paths without an answer, in index order.</param>
public sealed record VoteResult(IReadOnlyList<VoteTally> Tallies, IReadOnlyList<int> Abstained)
{
    /// <summary>Paths stopped because the vote could no longer change, in index order.</summary>
    public IReadOnlyList<int> Stopped { get; init; } = [];

    /// <summary>The answer that won; null when no path has one.</summary>
    public string? Winner => Tallies.Count == 0 ? null : Tallies[0].Answer;

    /// <summary>The lowest path that gave the winning answer; null when no path has one.</summary>
    public int? WinningPathIndex => Tallies.Count == 0 ? null : Tallies[0].PathIndexes[0];

    /// <summary>How many paths voted.</summary>
    public int Cast => Tallies.Sum(tally => tally.Votes);

    /// <summary>Whether another answer scored as high as the winner.</summary>
    public bool IsTie => Tallies.Count > 1 && Tallies[1].Score == Tallies[0].Score;
}
