using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Randomness;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Similarity;

namespace LeaP.Evaluation.Replays;

/// <summary>Routes a round as the router does: same policies, same similarity measures, same seeds.</summary>
/// <param name="policies">The policies there are.</param>
/// <param name="similarities">The similarity measures there are.</param>
public sealed class RoundRouting(NamedCatalog<IPeerRoutingPolicy> policies, NamedCatalog<ISimilarityMeasure> similarities)
{
    /// <summary>With all policies and measures that ship with the product.</summary>
    public static RoundRouting Default { get; } = new(
        new NamedCatalog<IPeerRoutingPolicy>(PeerRoutingPolicies.All.Concat(PeerRoutingPolicies.Comparison)),
        new NamedCatalog<ISimilarityMeasure>(SimilarityMeasures.All));

    /// <summary>Whom each path present would hear.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="summaries">What the paths present said, by path.</param>
    /// <param name="settings">Who hears whom.</param>
    /// <param name="seed">Seed of the session.</param>
    /// <exception cref="UnknownNameException">There is no policy or similarity measure of that name.</exception>
    public IReadOnlyList<PathDelivery> Route(
        int round, IReadOnlyList<RecordedSummary> summaries, RoutingSettings settings, long seed)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        ArgumentNullException.ThrowIfNull(settings);
        IPeerRoutingPolicy policy = policies.Find(settings.Policy);
        var matrix = SimilarityMatrix.Compute(similarities.Find(settings.Similarity), [.. summaries.Select(said => said.Text)]);
        ulong roundSeed = SeedDerivation.Derive(unchecked((ulong)seed), "peer-routing", round);
        IReadOnlyList<IReadOnlyList<int>> routes =
            policy.Route(new PeerRoutingRound(matrix, settings.PeerCount, roundSeed));
        return
        [
            .. summaries.Select((said, hearer) => new PathDelivery(said.Path,
            [
                .. routes[hearer].Select(peer =>
                    new RoutedPeer(summaries[peer].Path, matrix[hearer, peer], summaries[peer].Text)),
            ])),
        ];
    }
}
