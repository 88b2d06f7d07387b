namespace LeaP.Reasoning.Sessions;

/// <summary>Who hears whom.</summary>
/// <param name="Policy">Name of the routing policy.</param>
/// <param name="PeerCount">Peers each path hears from; 0 means every other running path.</param>
/// <param name="Similarity">Name of the similarity measure.</param>
public sealed record RoutingSettings(string Policy, int PeerCount, string Similarity)
{
    /// <summary>The quantile taken where a request names none: the median.</summary>
    public const double DefaultConfidenceQuantile = 0.5;

    /// <summary>Stages of later rounds, by their first round.</summary>
    public IReadOnlyList<RoutingStage> Schedule { get; init; } = [];

    /// <summary>Quantile of the group's confidence that a peer must reach for the policy <c>confident</c>, in [0, 1].</summary>
    public double ConfidenceQuantile { get; init; } = DefaultConfidenceQuantile;

    /// <summary>True to keep the conclusion of a path that ended with an answer on offer.</summary>
    public bool OfferConclusions { get; init; }

    /// <summary>Summaries at least this similar count as one, in (0, 1]; null means that none do.</summary>
    public double? CollapseSimilarity { get; init; }

    /// <summary>What holds in a round.</summary>
    /// <param name="round">The round, from 1.</param>
    public RoutingStage StageOf(int round) =>
        Schedule.LastOrDefault(stage => stage.FromRound <= round) ?? new RoutingStage(1, Policy, PeerCount);
}
