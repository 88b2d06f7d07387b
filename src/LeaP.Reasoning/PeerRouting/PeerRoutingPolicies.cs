namespace LeaP.Reasoning.PeerRouting;

/// <summary>The routing policies that ship with the product.</summary>
public static class PeerRoutingPolicies
{
    /// <summary>One instance of each.</summary>
    public static IReadOnlyList<IPeerRoutingPolicy> All { get; } =
    [
        new DispersedRouting(), new ClusteredRouting(), new HybridRouting(), new RandomRouting(), new AllPeersRouting(),
        new ConfidentRouting(),
    ];

    /// <summary>Policies that reproduce the released code where ours was mended on purpose.</summary>
    public static IReadOnlyList<IPeerRoutingPolicy> Comparison { get; } = [new ReleasedHybridRouting()];
}
