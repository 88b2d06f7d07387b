namespace LeaP.Reasoning.Sessions;

/// <summary>Who hears whom.</summary>
/// <param name="Policy">Name of the routing policy.</param>
/// <param name="PeerCount">Peers each path hears from; 0 means every other running path.</param>
/// <param name="Similarity">Name of the similarity measure.</param>
public sealed record RoutingSettings(string Policy, int PeerCount, string Similarity);
