namespace LeaP.Reasoning.Tests.PeerRouting;

public sealed record RoutingCase(string[] Summaries, int PeerCount, ulong Seed);
