namespace LeaP.Reasoning.PeerRouting;

/// <summary>Each path hears the k peers most like it, the most similar first (Eq. 2 of the paper).</summary>
public sealed class ClusteredRouting : IPeerRoutingPolicy
{
    /// <inheritdoc/>
    public string Name => PeerRoutingNames.Clustered;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<int>> Route(PeerRoutingRound round) =>
        PeerOrder.ForEachPath(round, path => PeerOrder.MostSimilarFirst(round, path).Take(round.EffectivePeerCount));
}
