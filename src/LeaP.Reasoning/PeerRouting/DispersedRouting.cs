namespace LeaP.Reasoning.PeerRouting;

/// <summary>Each path hears the k peers least like it, the least similar first (Eq. 1 of the paper).</summary>
public sealed class DispersedRouting : IPeerRoutingPolicy
{
    /// <inheritdoc/>
    public string Name => PeerRoutingNames.Dispersed;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<int>> Route(PeerRoutingRound round) =>
        PeerOrder.ForEachPath(round, path => PeerOrder.LeastSimilarFirst(round, path).Take(round.EffectivePeerCount));
}
