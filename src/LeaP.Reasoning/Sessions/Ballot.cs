using LeaP.Reasoning.Answers;

namespace LeaP.Reasoning.Sessions;

/// <summary>One vote of a session: a path's, or a group's, which has one vote whatever its size.</summary>
/// <param name="Candidates">Paths that may cast it, the one that goes first first; at least one.</param>
/// <param name="IsOpen">True while it may still change.</param>
internal sealed record Ballot(IReadOnlyList<ReasoningPath> Candidates, bool IsOpen)
{
    /// <summary>The lowest path it may be cast by.</summary>
    public int LowestPath => Candidates.Min(path => path.Index);

    /// <summary>The vote as it stands: that of the first candidate with an answer.</summary>
    public PathVote Vote
    {
        get
        {
            ReasoningPath voter = Candidates.FirstOrDefault(path => path.Answer.Length > 0) ?? Candidates[0];
            return new PathVote(voter.Index, voter.Answer.Length == 0 ? null : voter.Answer)
            {
                MeanProbability = voter.Confidence?.MeanProbability ?? 1.0,
                Tokens = voter.Usage.Reasoning,
            };
        }
    }

    /// <summary>The ballots of a session.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="paths">Its paths.</param>
    public static IReadOnlyList<Ballot> Of(SessionSettings settings, IReadOnlyList<ReasoningPath> paths)
    {
        if (settings.Groups is not null)
        {
            return [.. paths.GroupBy(path => path.Group).Select(group => OfGroup([.. group]))];
        }

        IEnumerable<ReasoningPath> voters =
            settings.Mixture is { } mixture ? paths.Where(path => path.Group == mixture.Layers) : paths;
        return [.. voters.Select(path => new Ballot([path], path.IsLive))];
    }

    private static Ballot OfGroup(ReasoningPath[] group)
    {
        ReasoningPath? speaker = Array.Find(group, path => path.Speaks);
        return new Ballot(
            speaker is null ? group : [speaker, .. group.Where(path => path != speaker)],
            speaker?.IsLive ?? group.Any(path => path.IsLive));
    }
}
