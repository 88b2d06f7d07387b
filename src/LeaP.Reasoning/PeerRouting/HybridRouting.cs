namespace LeaP.Reasoning.PeerRouting;

/// <summary>
/// Each path hears ⌊k/2⌋ peers least like it, the least similar first, and then those most like it, the most similar
/// first (Eq. 3 of the paper). Where the two halves meet, a peer is still heard once and the next most similar one
/// takes the free place, so that min(k, others) peers are heard.
/// </summary>
public sealed class HybridRouting : IPeerRoutingPolicy
{
    /// <inheritdoc/>
    public string Name => PeerRoutingNames.Hybrid;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<int>> Route(PeerRoutingRound round) =>
        PeerOrder.ForEachPath(round, path => PeersOf(round, path));

    private static IEnumerable<int> PeersOf(PeerRoutingRound round, int path)
    {
        int count = round.EffectivePeerCount;
        int requested = round.PeerCount == 0 ? count : round.PeerCount;
        int[] different = [.. PeerOrder.LeastSimilarFirst(round, path).Take(Math.Min(requested / 2, count))];
        return different.Concat(PeerOrder.MostSimilarFirst(round, path).Except(different)).Take(count);
    }
}
