using FsCheck.Xunit;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Tests.PeerRouting;

public sealed class PeerRoutingPropertyTests
{
    [Property(Arbitrary = [typeof(RoutingCases)], MaxTest = 200)]
    public void Every_path_hears_the_asked_number_of_different_others(RoutingCase given)
    {
        int others = Math.Max(given.Summaries.Length - 1, 0);
        foreach (IPeerRoutingPolicy policy in PeerRoutingPolicies.All)
        {
            bool everyone = given.PeerCount == 0 || policy is AllPeersRouting;
            IReadOnlyList<IReadOnlyList<int>> routes = policy.Route(RoundOf(given));
            routes.Count.ShouldBe(given.Summaries.Length);
            for (int path = 0; path < routes.Count; path++)
            {
                routes[path].Count.ShouldBe(everyone ? others : Math.Min(given.PeerCount, others), policy.Name);
                routes[path].ShouldBeUnique();
                routes[path].ShouldNotContain(path);
                routes[path].ShouldAllBe(peer => peer >= 0 && peer < given.Summaries.Length);
            }
        }
    }

    [Property(Arbitrary = [typeof(RoutingCases)])]
    public void Equal_rounds_give_equal_routes(RoutingCase given)
    {
        foreach (IPeerRoutingPolicy policy in PeerRoutingPolicies.All)
        {
            policy.Route(RoundOf(given)).SelectMany(route => route)
                .ShouldBe(policy.Route(RoundOf(given)).SelectMany(route => route));
        }
    }

    [Property(Arbitrary = [typeof(RoutingCases)])]
    public void Similarity_orders_the_peers_and_the_lower_path_comes_first_among_equals(RoutingCase given)
    {
        PeerRoutingRound round = RoundOf(given);
        IReadOnlyList<IReadOnlyList<int>> dispersed = new DispersedRouting().Route(round);
        IReadOnlyList<IReadOnlyList<int>> clustered = new ClusteredRouting().Route(round);
        for (int path = 0; path < round.PathCount; path++)
        {
            int self = path;
            (double, int)[] ascending = [.. dispersed[path].Select(peer => (round.Similarities[self, peer], peer))];
            (double, int)[] descending = [.. clustered[path].Select(peer => (-round.Similarities[self, peer], peer))];
            ascending.ShouldBeInOrder();
            descending.ShouldBeInOrder();
        }
    }

    [Property(Arbitrary = [typeof(RoutingCases)])]
    public void Hybrid_shows_the_least_similar_half_before_the_most_similar_of_the_rest(RoutingCase given)
    {
        PeerRoutingRound round = RoundOf(given);
        IReadOnlyList<IReadOnlyList<int>> hybrid = new HybridRouting().Route(round);
        IReadOnlyList<IReadOnlyList<int>> least = new DispersedRouting().Route(RoundOf(given with { PeerCount = 0 }));
        IReadOnlyList<IReadOnlyList<int>> most = new ClusteredRouting().Route(RoundOf(given with { PeerCount = 0 }));
        for (int path = 0; path < round.PathCount; path++)
        {
            int asked = given.PeerCount == 0 ? round.PathCount - 1 : given.PeerCount;
            int[] half = [.. least[path].Take(asked / 2)];
            hybrid[path].ShouldBe(half.Concat(most[path].Where(peer => !half.Contains(peer))).Take(asked));
        }
    }

    private static PeerRoutingRound RoundOf(RoutingCase given) =>
        new(SimilarityMatrix.Compute(new IndelSimilarity(), given.Summaries), given.PeerCount, given.Seed);
}
