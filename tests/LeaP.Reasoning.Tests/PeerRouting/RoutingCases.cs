using FsCheck;
using FsCheck.Fluent;

namespace LeaP.Reasoning.Tests.PeerRouting;

/// <summary>Rounds of none to 12 paths whose short summaries tie often.</summary>
public static class RoutingCases
{
    public static Arbitrary<RoutingCase> Case()
    {
        Gen<string> summary = Gen.Elements("a", "b", "ab", "ba", "abc", "😀", "");
        Gen<RoutingCase> cases = from summaries in Gen.Choose(0, 12).SelectMany(count => summary.ArrayOf(count))
                                 from peers in Gen.Choose(0, 14)
                                 from seed in Gen.Choose(0, int.MaxValue)
                                 select new RoutingCase(summaries, peers, (ulong)seed);
        return cases.ToArbitrary();
    }
}
