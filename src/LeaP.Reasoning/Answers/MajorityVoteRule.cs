namespace LeaP.Reasoning.Answers;

/// <summary>The answer that most paths gave, Cons@N in the paper.</summary>
public sealed class MajorityVoteRule : IVoteRule
{
    /// <inheritdoc/>
    public string Name => VoteNames.Majority;

    /// <inheritdoc/>
    public bool CanDecideEarly => true;

    /// <inheritdoc/>
    public VoteResult Count(IReadOnlyList<PathVote> votes) => MajorityVote.Count(votes);

    /// <inheritdoc/>
    public bool IsDecided(IReadOnlyList<PathVote> votes, IReadOnlyList<int> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        VoteResult result = Count(votes);
        if (result.Tallies.Count == 0)
        {
            return open.Count == 0;
        }

        // The worst case: every path that is out gives one and the same other answer, known or new.
        VoteTally leader = result.Tallies[0];
        int lowestOpen = open.Count == 0 ? int.MaxValue : open.Min();
        return result.Tallies.Skip(1).All(rival => !Overtakes(rival.Votes, rival.PathIndexes[0]))
            && (open.Count == 0 || !Overtakes(0, int.MaxValue));

        bool Overtakes(int rivalVotes, int rivalLowest)
        {
            int most = rivalVotes + open.Count;
            return most > leader.Votes
                || (most == leader.Votes && Math.Min(rivalLowest, lowestOpen) < leader.PathIndexes[0]);
        }
    }
}
