namespace LeaP.Reasoning.PeerRouting;

/// <summary>
/// Each path hears the k peers least like it among those whose confidence clears the round's bar, the least similar
/// first; fewer when fewer clear it. Where no confidence is known every peer clears it. Not of the paper: there the
/// most different peers of a path that is right are often those that are wrong.
/// </summary>
public sealed class ConfidentRouting : IPeerRoutingPolicy
{
    /// <inheritdoc/>
    public string Name => PeerRoutingNames.Confident;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<int>> Route(PeerRoutingRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        double bar = BarOf(round);
        return PeerOrder.ForEachPath(round, path => PeerOrder.LeastSimilarFirst(round, path)
            .Where(peer => double.IsNegativeInfinity(bar) || round.ConfidenceOf(peer) >= bar)
            .Take(round.EffectivePeerCount));
    }

    /// <summary>The nearest-rank quantile of the confidences known; minus infinity when none is.</summary>
    private static double BarOf(PeerRoutingRound round)
    {
        double[] known =
        [
            .. Enumerable.Range(0, round.PathCount).Select(round.ConfidenceOf).OfType<double>().Order(),
        ];
        int rank = (int)Math.Ceiling(round.ConfidenceQuantile * known.Length);
        return known.Length == 0 ? double.NegativeInfinity : known[Math.Clamp(rank, 1, known.Length) - 1];
    }
}
