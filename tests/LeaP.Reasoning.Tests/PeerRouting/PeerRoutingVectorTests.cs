using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Tests.PeerRouting;

public sealed class PeerRoutingVectorTests
{
    private static readonly string[] Summaries =
        ["solve for x gives 12", "solve for x gives 21", "the sum is 12", "area of the triangle is 30", "x equals 12"];

    [Theory]
    [InlineData("dispersed", 2, "3,4 4,3 3,1 4,0 3,1")]
    [InlineData("dispersed", 4, "3,4,2,1 4,3,2,0 3,1,0,4 4,0,1,2 3,1,0,2")]
    [InlineData("clustered", 2, "1,2 0,2 4,0 2,0 2,0")]
    [InlineData("clustered", 4, "1,2,4,3 0,2,3,4 4,0,1,3 2,0,1,4 2,0,1,3")]
    [InlineData("hybrid", 1, "1 0 4 2 2")]
    [InlineData("hybrid", 2, "3,1 4,0 3,4 4,2 3,2")]
    [InlineData("hybrid", 3, "3,1,2 4,0,2 3,4,0 4,2,0 3,2,0")]
    [InlineData("hybrid", 4, "3,4,1,2 4,3,0,2 3,1,4,0 4,0,2,1 3,1,2,0")]
    [InlineData("all", 2, "1,2,3,4 0,2,3,4 0,1,3,4 0,1,2,4 0,1,2,3")]
    public void Routes_equal_the_vectors_of_the_released_code_but_never_repeat_a_peer(string name, int peers, string expected)
    {
        IPeerRoutingPolicy policy = PeerRoutingPolicies.All.Single(policy => policy.Name == name);
        var matrix = SimilarityMatrix.Compute(new IndelSimilarity(), Summaries);
        IReadOnlyList<IReadOnlyList<int>> routes = policy.Route(new PeerRoutingRound(matrix, peers, seed: 0));
        string.Join(' ', routes.Select(route => string.Join(',', route))).ShouldBe(expected);
    }

    [Fact]
    public void A_negative_peer_count_is_refused()
    {
        var matrix = SimilarityMatrix.Compute(new IndelSimilarity(), Summaries);
        Should.Throw<ArgumentOutOfRangeException>(() => new PeerRoutingRound(matrix, -1, 0)).ParamName.ShouldBe("peerCount");
    }
}
