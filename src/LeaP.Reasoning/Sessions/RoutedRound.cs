namespace LeaP.Reasoning.Sessions;

/// <summary>A round that was closed and routed.</summary>
/// <param name="Round">The round, from 1.</param>
/// <param name="Deliveries">One entry for each path whose summary was there in time, by path index.</param>
/// <param name="LatePaths">Positions of running paths that missed the round.</param>
public sealed record RoutedRound(int Round, IReadOnlyList<PathDelivery> Deliveries, IReadOnlyList<int> LatePaths)
{
    /// <summary>Positions of late paths whose summary of an earlier round was offered in this one.</summary>
    public IReadOnlyList<int> OfferedPaths { get; init; } = [];
}
