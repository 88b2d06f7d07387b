using LeaP.Reasoning.Catalogs;

namespace LeaP.Reasoning.Answers;

/// <summary>Makes one answer of many. Implementations are pure and safe to share between threads.</summary>
public interface IVoteRule : INamed
{
    /// <summary>False when votes that are still out may lower a score, so that nothing is decided before the last.</summary>
    bool CanDecideEarly { get; }

    /// <summary>Counts votes. Paths without an answer do not vote; the order of the votes never matters.</summary>
    /// <param name="votes">One vote a path.</param>
    /// <exception cref="ArgumentException">A path votes twice.</exception>
    VoteResult Count(IReadOnlyList<PathVote> votes);

    /// <summary>True when no answers of the paths that are still out could change the winner.</summary>
    /// <param name="votes">The votes that are in.</param>
    /// <param name="open">The paths whose votes are still out.</param>
    bool IsDecided(IReadOnlyList<PathVote> votes, IReadOnlyList<int> open);
}
