namespace LeaP.Reasoning.Answers;

/// <summary>
/// The answer whose paths were surest: each vote counts as the geometric mean of the probabilities of the path's
/// reasoning tokens, in (0, 1], and the highest sum wins. Not of the paper.
/// </summary>
public sealed class ConfidenceVoteRule : IVoteRule
{
    // Sums of the same weights in another order may differ in their last digits.
    private const double Margin = 1e-9;

    /// <inheritdoc/>
    public string Name => VoteNames.Confidence;

    /// <inheritdoc/>
    public bool CanDecideEarly => true;

    /// <inheritdoc/>
    public VoteResult Count(IReadOnlyList<PathVote> votes) =>
        VoteCount.Of(votes, group => group.Sum(vote => vote.MeanProbability));

    /// <inheritdoc/>
    public bool IsDecided(IReadOnlyList<PathVote> votes, IReadOnlyList<int> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        if (open.Count == 0)
        {
            return true;
        }

        // No vote weighs more than 1, so this is the most that any rival can still reach.
        VoteResult result = Count(votes);
        double leader = result.Tallies.Count == 0 ? 0.0 : result.Tallies[0].Score;
        double rival = result.Tallies.Count < 2 ? 0.0 : result.Tallies[1].Score;
        return rival + open.Count < leader - Margin;
    }
}
