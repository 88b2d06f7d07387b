using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

/// <summary>What one attempt hears in a round.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Peers">Its peers in the order to show them; empty when there are none.</param>
/// <param name="TokenAllowance">Tokens it may draw in all from here on; null leaves its allowance as it is.</param>
internal sealed record PeerDelivery(PathAttempt Attempt, IReadOnlyList<RoutedPeer> Peers, long? TokenAllowance = null);
