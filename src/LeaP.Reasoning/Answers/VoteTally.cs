namespace LeaP.Reasoning.Answers;

/// <summary>Who voted for one answer.</summary>
/// <param name="Answer">The answer in normal form.</param>
/// <param name="PathIndexes">The paths that gave it, in index order; never empty.</param>
public sealed record VoteTally(string Answer, IReadOnlyList<int> PathIndexes)
{
    /// <summary>How many paths gave it.</summary>
    public int Votes => PathIndexes.Count;

    /// <summary>What the vote made of them.</summary>
    /// <value>The number of votes unless the vote weighs them.</value>
    public double Score { get; init; } = PathIndexes.Count;
}
