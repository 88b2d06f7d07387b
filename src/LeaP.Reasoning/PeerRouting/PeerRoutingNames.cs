namespace LeaP.Reasoning.PeerRouting;

/// <summary>Names of the routing policies that ship with the product.</summary>
public static class PeerRoutingNames
{
    /// <summary><see cref="DispersedRouting"/>.</summary>
    public const string Dispersed = "dispersed";

    /// <summary><see cref="ClusteredRouting"/>.</summary>
    public const string Clustered = "clustered";

    /// <summary><see cref="HybridRouting"/>.</summary>
    public const string Hybrid = "hybrid";

    /// <summary><see cref="RandomRouting"/>.</summary>
    public const string Random = "random";

    /// <summary><see cref="AllPeersRouting"/>.</summary>
    public const string All = "all";

    /// <summary><see cref="ConfidentRouting"/>.</summary>
    public const string Confident = "confident";

    /// <summary><see cref="ReleasedHybridRouting"/>.</summary>
    public const string ReleasedHybrid = "hybrid-released";
}
