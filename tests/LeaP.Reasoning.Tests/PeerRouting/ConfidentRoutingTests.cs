using FsCheck.Xunit;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Tests.PeerRouting;

public sealed class ConfidentRoutingTests
{
    private static readonly string[] Summaries = ["aaaa", "aaab", "aabb", "abbb", "bbbb"];

    [Fact]
    public void Only_peers_that_clear_the_bar_are_heard_the_most_different_first()
    {
        // Median of the five is -0.3, which paths 0, 2 and 4 reach.
        IReadOnlyList<IReadOnlyList<int>> routes = Route(0.5, 2, -0.1, -0.9, -0.3, -0.8, -0.2);

        routes[0].ShouldBe([4, 2]);
        routes[1].ShouldBe([4, 0]);
        routes[2].ShouldBe([0, 4], ignoreOrder: true);
        routes[3].ShouldBe([0, 2]);
        routes[4].ShouldBe([0, 2]);
    }

    [Fact]
    public void At_quantile_zero_everybody_clears_it()
    {
        IReadOnlyList<IReadOnlyList<int>> routes = Route(0, 2, -0.1, -0.9, -0.3, -0.8, -0.2);

        routes[0].ShouldBe([4, 3]);
        routes[4].ShouldBe([0, 1]);
    }

    [Fact]
    public void At_quantile_one_only_the_surest_is_heard_and_hears_nobody()
    {
        IReadOnlyList<IReadOnlyList<int>> routes = Route(1, 2, -0.1, -0.9, -0.3, -0.8, -0.2);

        routes[0].ShouldBeEmpty();
        routes.Skip(1).ShouldAllBe(route => route.SequenceEqual(new[] { 0 }));
    }

    [Fact]
    public void A_path_of_unknown_confidence_is_not_heard_where_others_are_known() =>
        Route(0.5, 4, null, -0.5, -0.5, -0.5, -0.5)[1].ShouldBe([4, 3, 2]);

    [Property(Arbitrary = [typeof(RoutingCases)])]
    public void Where_no_confidence_is_known_it_is_dispersed(RoutingCase given)
    {
        var round = new PeerRoutingRound(
            SimilarityMatrix.Compute(new IndelSimilarity(), given.Summaries), given.PeerCount, given.Seed);
        new ConfidentRouting().Route(round).SelectMany(route => route)
            .ShouldBe(new DispersedRouting().Route(round).SelectMany(route => route));
    }

    private static IReadOnlyList<IReadOnlyList<int>> Route(double quantile, int peers, params double?[] confidences) =>
        new ConfidentRouting().Route(
            new PeerRoutingRound(SimilarityMatrix.Compute(new IndelSimilarity(), Summaries), peers, seed: 0)
            {
                Confidences = confidences,
                ConfidenceQuantile = quantile,
            });
}
