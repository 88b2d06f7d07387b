using LeaP.Reasoning.Randomness;

namespace LeaP.Reasoning.PeerRouting;

/// <summary>
/// Each path hears k peers drawn without replacement, in the order drawn; every ordered choice is equally likely.
/// The draw of a path depends only on the round's seed and the path's position.
/// </summary>
public sealed class RandomRouting : IPeerRoutingPolicy
{
    /// <inheritdoc/>
    public string Name => PeerRoutingNames.Random;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<int>> Route(PeerRoutingRound round) =>
        PeerOrder.ForEachPath(round, path => Draw(round, path));

    private static IEnumerable<int> Draw(PeerRoutingRound round, int path)
    {
        var random = new SeededRandom(SeedDerivation.Derive(round.Seed, "random-routing", path));
        int[] others = [.. PeerOrder.Others(round, path)];
        for (int i = 0; i < round.EffectivePeerCount; i++)
        {
            int drawn = i + random.NextBelow(others.Length - i);
            (others[i], others[drawn]) = (others[drawn], others[i]);
        }

        return others.Take(round.EffectivePeerCount);
    }
}
