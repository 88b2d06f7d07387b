namespace LeaP.Reasoning.Answers;

/// <summary>
/// Shortest majority vote, a comparison of the paper (table 6): votes for an answer divided by the natural logarithm of
/// the mean length of its paths in tokens. Lengths below <c>e</c> count as <c>e</c>, so that the divisor is never below 1.
/// </summary>
public sealed class ShortestVoteRule : IVoteRule
{
    /// <inheritdoc/>
    public string Name => VoteNames.Shortest;

    /// <inheritdoc/>
    public bool CanDecideEarly => false;

    /// <inheritdoc/>
    public VoteResult Count(IReadOnlyList<PathVote> votes) => VoteCount.Of(
        votes,
        group => group.Count / Math.Log(Math.Max(group.Average(vote => (double)vote.Tokens), Math.E)));

    /// <inheritdoc/>
    public bool IsDecided(IReadOnlyList<PathVote> votes, IReadOnlyList<int> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return open.Count == 0;
    }
}
