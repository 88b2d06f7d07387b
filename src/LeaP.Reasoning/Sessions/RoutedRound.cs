namespace LeaP.Reasoning.Sessions;

/// <summary>A round that was closed and routed.</summary>
/// <param name="Round">The round, from 1; in mode <c>moa</c> the layer that was heard.</param>
/// <param name="Deliveries">One entry for each path whose summary was there in time, by path index.</param>
/// <param name="LatePaths">Positions of running paths that missed the round.</param>
public sealed record RoutedRound(int Round, IReadOnlyList<PathDelivery> Deliveries, IReadOnlyList<int> LatePaths)
{
    /// <summary>Policy that chose the peers; empty when each path hears a whole layer.</summary>
    public string Policy { get; init; } = "";

    /// <summary>Peers it was to choose for each path; 0 means every other.</summary>
    public int PeerCount { get; init; }

    /// <summary>Positions of paths that ended with this round because another path of their group goes on alone.</summary>
    public IReadOnlyList<int> RelievedPaths { get; init; } = [];

    /// <summary>Positions of late paths whose summary of an earlier round was offered in this one.</summary>
    public IReadOnlyList<int> OfferedPaths { get; init; } = [];
}
