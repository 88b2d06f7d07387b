namespace LeaP.Reasoning.PeerRouting;

/// <summary>
/// Hybrid routing as the released code does it: the ⌊k/2⌋ least similar peers and then the k − ⌊k/2⌋ most similar
/// ones, joined as they are, so that a peer may be heard twice when the two halves meet. Only for comparison with
/// numbers of the released code; <see cref="HybridRouting"/> is the one to use.
/// </summary>
public sealed class ReleasedHybridRouting : IPeerRoutingPolicy
{
    /// <inheritdoc/>
    public string Name => PeerRoutingNames.ReleasedHybrid;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<int>> Route(PeerRoutingRound round) =>
        PeerOrder.ForEachPath(round, path => PeersOf(round, path));

    private static IEnumerable<int> PeersOf(PeerRoutingRound round, int path)
    {
        int count = round.PeerCount == 0 ? round.EffectivePeerCount : round.PeerCount;
        return PeerOrder.LeastSimilarFirst(round, path).Take(count / 2)
            .Concat(PeerOrder.MostSimilarFirst(round, path).Take(count - (count / 2)));
    }
}
