namespace LeaP.Reasoning.Answers;

/// <summary>Counts the answers of a session's paths, Cons@N in the paper.</summary>
public static class MajorityVote
{
    /// <summary>
    /// Counts votes. Paths without an answer do not vote. The most votes win; among equals the answer with the lowest
    /// path, so that the order of the votes never matters.
    /// </summary>
    /// <param name="votes">One vote a path.</param>
    /// <exception cref="ArgumentException">A path votes twice.</exception>
    public static VoteResult Count(IReadOnlyList<PathVote> votes)
    {
        ArgumentNullException.ThrowIfNull(votes);
        PathVote[] ordered = [.. votes.OrderBy(vote => vote.PathIndex)];
        for (int i = 1; i < ordered.Length; i++)
        {
            if (ordered[i].PathIndex == ordered[i - 1].PathIndex)
            {
                throw new ArgumentException($"Path {ordered[i].PathIndex} votes twice.", nameof(votes));
            }
        }

        IEnumerable<VoteTally> tallies = ordered
            .Where(vote => !string.IsNullOrEmpty(vote.Answer))
            .GroupBy(vote => vote.Answer ?? "", vote => vote.PathIndex, StringComparer.Ordinal)
            .Select(group => new VoteTally(group.Key, [.. group]))
            .OrderByDescending(tally => tally.Votes)
            .ThenBy(tally => tally.PathIndexes[0]);
        return new VoteResult(
            [.. tallies],
            [.. ordered.Where(vote => string.IsNullOrEmpty(vote.Answer)).Select(vote => vote.PathIndex)]);
    }
}
