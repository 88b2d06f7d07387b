namespace LeaP.Reasoning.Sessions;

/// <summary>What one path hears in a round.</summary>
/// <param name="PathIndex">Position of the hearing path.</param>
/// <param name="Peers">Its peers in the order they are shown to it; empty when there are none.</param>
public sealed record PathDelivery(int PathIndex, IReadOnlyList<RoutedPeer> Peers);
