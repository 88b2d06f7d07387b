using FsCheck.Xunit;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Tests.PeerRouting;

public sealed class NearDuplicatesTests
{
    [Fact]
    public void Equal_summaries_share_a_cluster_that_begins_with_the_lowest_path()
    {
        IReadOnlyList<IReadOnlyList<int>> clusters = NearDuplicates.Cluster(Matrix("x = 12", "y = 99", "x = 12", "x = 12"), 1.0);

        clusters.Select(cluster => string.Join(',', cluster)).ShouldBe(["0,2,3", "1"]);
        NearDuplicates.Without(clusters, 0).Select(cluster => string.Join(',', cluster)).ShouldBe(["2,3", "1"]);
        NearDuplicates.Without(clusters, 1).Select(cluster => string.Join(',', cluster)).ShouldBe(["0,2,3"]);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void A_threshold_out_of_range_is_refused(double threshold) =>
        Should.Throw<ArgumentOutOfRangeException>(() => NearDuplicates.Cluster(Matrix("a"), threshold));

    [Property(Arbitrary = [typeof(RoutingCases)])]
    public void Every_path_is_in_one_cluster_and_near_its_leader(RoutingCase given, byte step)
    {
        double threshold = (1 + (step % 100)) / 100.0;
        SimilarityMatrix matrix = Matrix(given.Summaries);

        IReadOnlyList<IReadOnlyList<int>> clusters = NearDuplicates.Cluster(matrix, threshold);

        clusters.SelectMany(cluster => cluster).Order().ShouldBe(Enumerable.Range(0, matrix.Count));
        foreach (IReadOnlyList<int> cluster in clusters)
        {
            cluster.ShouldBeInOrder();
            cluster.Skip(1).ShouldAllBe(member => matrix[cluster[0], member] >= threshold);
        }

        int[] leaders = [.. clusters.Select(cluster => cluster[0])];
        foreach (int leader in leaders)
        {
            leaders.Where(other => other < leader).ShouldAllBe(other => matrix[other, leader] < threshold);
        }
    }

    private static SimilarityMatrix Matrix(params string[] summaries) =>
        SimilarityMatrix.Compute(new IndelSimilarity(), summaries);
}
