using LeaP.Reasoning.Catalogs;

namespace LeaP.Reasoning.PeerRouting;

/// <summary>Chooses whose summaries each path hears. Implementations are pure and safe to share between threads.</summary>
public interface IPeerRoutingPolicy : INamed
{
    /// <summary>
    /// Chooses the peers of every path of a round: for each position the positions of its peers, in the order in
    /// which they are shown. No path hears itself, and none hears a peer twice.
    /// </summary>
    /// <param name="round">The paths of the round.</param>
    IReadOnlyList<IReadOnlyList<int>> Route(PeerRoutingRound round);
}
