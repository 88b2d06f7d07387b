using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Tests.PeerRouting;

public sealed class RandomRoutingTests
{
    private static readonly SimilarityMatrix Matrix =
        SimilarityMatrix.Compute(new IndelSimilarity(), ["a", "b", "c", "d", "e", "f"]);

    // Critical values of chi-square at 0.001 for (outcomes - 1) degrees of freedom.
    [Theory]
    [InlineData(1, 5, 18.47)]
    [InlineData(2, 20, 43.82)]
    [InlineData(0, 120, 173.62)]
    public void Every_ordered_choice_of_peers_is_equally_likely(int peerCount, int outcomes, double critical)
    {
        const int Expected = 150;
        for (int path = 0; path < Matrix.Count; path++)
        {
            var seen = new Dictionary<string, int>();
            for (int seed = 0; seed < outcomes * Expected; seed++)
            {
                string route = string.Join(',', RouteOf(peerCount, (ulong)seed)[path]);
                seen[route] = seen.GetValueOrDefault(route) + 1;
            }

            seen.Count.ShouldBe(outcomes);
            seen.Values.Sum(count => Math.Pow(count - Expected, 2) / Expected).ShouldBeLessThan(critical);
        }
    }

    [Fact]
    public void Another_seed_gives_other_routes()
    {
        string[] routes = [.. Enumerable.Range(0, 50).Select(seed =>
            string.Join(' ', RouteOf(0, (ulong)seed).Select(route => string.Join(',', route))))];
        routes.Distinct().Count().ShouldBe(50);
    }

    private static IReadOnlyList<IReadOnlyList<int>> RouteOf(int peerCount, ulong seed) =>
        new RandomRouting().Route(new PeerRoutingRound(Matrix, peerCount, seed));
}
