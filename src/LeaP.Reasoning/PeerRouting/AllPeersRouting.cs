namespace LeaP.Reasoning.PeerRouting;

/// <summary>Each path hears every other one in path order, whatever the peer count.</summary>
public sealed class AllPeersRouting : IPeerRoutingPolicy
{
    /// <inheritdoc/>
    public string Name => PeerRoutingNames.All;

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<int>> Route(PeerRoutingRound round) =>
        PeerOrder.ForEachPath(round, path => PeerOrder.Others(round, path));
}
