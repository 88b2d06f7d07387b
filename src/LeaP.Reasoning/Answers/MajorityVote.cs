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
    public static VoteResult Count(IReadOnlyList<PathVote> votes) => VoteCount.Of(votes, group => group.Count);
}
