namespace LeaP.Reasoning.Sessions;

/// <summary>Who hears whom from some round on, until the next stage begins.</summary>
/// <param name="FromRound">First round of the stage, from 1.</param>
/// <param name="Policy">Name of the routing policy.</param>
/// <param name="PeerCount">Peers each path hears from; 0 means every other running path.</param>
public sealed record RoutingStage(int FromRound, string Policy, int PeerCount);
