using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Similarity;
using LeaP.Reasoning.Tests.Prompts;

namespace LeaP.Reasoning.Tests.Golden;

public sealed class GoldenVectorTests
{
    [Fact]
    public void Indel_similarity_equals_the_released_code()
    {
        SimilarityVector[] vectors = GoldenFile.Read<SimilarityVector[]>("similarity.json");
        vectors.Length.ShouldBeGreaterThan(50);
        var measure = new IndelSimilarity();
        foreach (SimilarityVector vector in vectors)
        {
            measure.Compute(vector.A, vector.B).ShouldBe(vector.Ratio, 1e-12, $"{vector.A} | {vector.B}");
        }
    }

    [Fact]
    public void Repaired_summaries_equal_the_released_code()
    {
        RepairVector[] vectors = GoldenFile.Read<RepairVector[]>("summary_normalization.json");
        vectors.Length.ShouldBeGreaterThan(50);
        foreach (RepairVector vector in vectors)
        {
            SummaryRepair.Repair(vector.Text, TestProfile.Tags).ShouldBe(vector.Normalized);
        }
    }

    [Theory]
    [InlineData(PeerRoutingNames.Dispersed)]
    [InlineData(PeerRoutingNames.Clustered)]
    [InlineData(PeerRoutingNames.Hybrid)]
    [InlineData(PeerRoutingNames.All)]
    public void Peer_blocks_equal_the_released_code_to_the_letter(string policyName)
    {
        RoutingVectors vectors = GoldenFile.Read<RoutingVectors>("routing.json");
        PromptProfile profile = TestProfile.Create() with
        {
            Reflection = vectors.CommentReflection,
            NoComments = SentenceWithoutPeers(vectors),
        };
        IPeerRoutingPolicy policy = new NamedCatalog<IPeerRoutingPolicy>(PeerRoutingPolicies.All).Find(policyName);
        int compared = 0;
        foreach (RoutingVector vector in vectors.Cases.Where(vector => vector.Router == policyName))
        {
            var matrix = SimilarityMatrix.Compute(new IndelSimilarity(), vector.Summaries);
            IReadOnlyList<IReadOnlyList<int>> routes = policy.Route(new PeerRoutingRound(matrix, vector.TopK ?? 0, seed: 0));
            routes.Count.ShouldBe(vector.Blocks.Length);
            for (int path = 0; path < routes.Count; path++)
            {
                if (policyName == PeerRoutingNames.Hybrid && RepeatsAPeer(vector, path))
                {
                    continue;
                }

                PeerBlockRenderer.Render(profile, [.. routes[path].Select(peer => vector.Summaries[peer])])
                    .ShouldBe(vector.Blocks[path]);
                compared++;
            }
        }

        compared.ShouldBeGreaterThan(20);
    }

    private static string SentenceWithoutPeers(RoutingVectors vectors) =>
        vectors.Cases.First(vector => vector.Summaries.Length == 1).Blocks[0].Split("</comment>\n\n")[1];

    /// <summary>Whether the block quotes a summary more often than there are other paths with it.</summary>
    private static bool RepeatsAPeer(RoutingVector vector, int path)
    {
        string[] others = [.. vector.Summaries.Where((_, index) => index != path)];
        return vector.Blocks[path].Split('\n')
            .Where(line => line.Contains(": \"", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf('"', StringComparison.Ordinal) + 1)..line.LastIndexOf('"')])
            .CountBy(entry => entry)
            .Any(entry => entry.Value > others.Count(other => other == entry.Key));
    }

    private sealed record SimilarityVector(string A, string B, double Ratio);

    private sealed record RepairVector(string Text, string Normalized);

    private sealed record RoutingVectors(string CommentReflection, RoutingVector[] Cases);

    private sealed record RoutingVector(string Router, int? TopK, string[] Summaries, string[] Blocks);
}
