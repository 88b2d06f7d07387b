namespace LeaP.Reasoning.Answers;

/// <summary>What every vote has in common: who votes, and how answers are put in order.</summary>
internal static class VoteCount
{
    /// <summary>Groups votes by answer and orders the answers by score.</summary>
    /// <param name="votes">One vote a path.</param>
    /// <param name="score">The score of the votes for one answer.</param>
    public static VoteResult Of(IReadOnlyList<PathVote> votes, Func<IReadOnlyList<PathVote>, double> score)
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
            .GroupBy(vote => vote.Answer ?? "", StringComparer.Ordinal)
            .Select(group => new VoteTally(group.Key, [.. group.Select(vote => vote.PathIndex)]) { Score = score([.. group]) })
            .OrderByDescending(tally => tally.Score)
            .ThenBy(tally => tally.PathIndexes[0]);
        return new VoteResult(
            [.. tallies],
            [.. ordered.Where(vote => string.IsNullOrEmpty(vote.Answer)).Select(vote => vote.PathIndex)]);
    }
}
