using System.Globalization;
using LeaP.Protocol.Common.V1;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Similarity;
using RoutingStage = LeaP.Reasoning.Sessions.RoutingStage;

namespace LeaP.Router.Mapping;

/// <summary>Reads who hears whom.</summary>
/// <param name="policies">The routing policies known.</param>
/// <param name="measures">The similarity measures known.</param>
/// <param name="maxPaths">Most paths of one session.</param>
/// <param name="checks">Where wrong fields are noted.</param>
internal sealed class RoutingReader(
    NamedCatalog<IPeerRoutingPolicy> policies,
    NamedCatalog<ISimilarityMeasure> measures,
    int maxPaths,
    FieldChecks checks)
{
    private const int MaxStages = 64;
    private const int MaxRound = 1024;

    /// <summary>Reads what was asked for, and what the model says for the rest.</summary>
    /// <param name="asked">The request's part.</param>
    /// <param name="defaults">The model's.</param>
    public RoutingSettings Read(PeerRoutingConfig asked, PeerRoutingConfig defaults)
    {
        string policy = checks.Name(asked.Policy, defaults.Policy, policies.Names, "peer_routing.policy");
        int peers = asked.HasPeerCount ? CheckPeers(asked.PeerCount, "peer_routing.peer_count") : defaults.PeerCount;
        double quantile = asked.HasConfidenceQuantile
            ? asked.ConfidenceQuantile
            : RoutingSettings.DefaultConfidenceQuantile;
        checks.Require(
            quantile is >= 0 and <= 1,
            "peer_routing.confidence_quantile",
            string.Create(CultureInfo.InvariantCulture, $"must be 0 to 1; it is {quantile}."));
        checks.Require(
            !asked.HasCollapseSimilarity || asked.CollapseSimilarity is > 0 and <= 1,
            "peer_routing.collapse_similarity",
            string.Create(
                CultureInfo.InvariantCulture, $"must be more than 0 and at most 1; it is {asked.CollapseSimilarity}."));
        return new RoutingSettings(
            policy,
            peers,
            checks.Name(
                asked.Similarity,
                defaults.Similarity.Length > 0 ? defaults.Similarity : SimilarityNames.Indel,
                measures.Names,
                "peer_routing.similarity"))
        {
            Schedule = ReadSchedule(asked, policy, peers),
            ConfidenceQuantile = quantile,
            OfferConclusions = asked.OfferConclusions,
            CollapseSimilarity = asked.HasCollapseSimilarity ? asked.CollapseSimilarity : null,
        };
    }

    private IReadOnlyList<RoutingStage> ReadSchedule(PeerRoutingConfig asked, string policy, int peers)
    {
        if (asked.Schedule.Count == 0)
        {
            return [];
        }

        checks.Require(
            asked.Schedule.Count <= MaxStages, "peer_routing.schedule", $"must be at most {MaxStages} stages.");
        var stages = new List<RoutingStage>();
        int least = 1;
        foreach (Protocol.Common.V1.RoutingStage stage in asked.Schedule)
        {
            string field = string.Create(CultureInfo.InvariantCulture, $"peer_routing.schedule[{stages.Count}]");
            least = checks.Range(stage.FromRound, least, MaxRound, $"{field}.from_round") + 1;
            policy = stage.Policy.Length == 0
                ? policy
                : checks.Name(stage.Policy, policy, policies.Names, $"{field}.policy");
            peers = stage.HasPeerCount ? CheckPeers(stage.PeerCount, $"{field}.peer_count") : peers;
            stages.Add(new RoutingStage(stage.FromRound, policy, peers));
        }

        return stages;
    }

    private int CheckPeers(int peers, string field) => checks.Range(peers, 0, maxPaths - 1, field);
}
