using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Randomness;
using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Sessions;

/// <summary>Chooses what every path of a round hears: similarity, duplicates, policy of the round.</summary>
/// <param name="settings">Settings of the session.</param>
/// <param name="policies">The routing policies its settings name.</param>
/// <param name="similarity">The similarity measure its settings name.</param>
internal sealed class PeerExchange(
    SessionSettings settings,
    NamedCatalog<IPeerRoutingPolicy> policies,
    ISimilarityMeasure similarity)
{
    /// <summary>How summaries are compared.</summary>
    public ISimilarityMeasure Similarity => similarity;

    /// <summary>Routes a round, each group for itself.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="present">Paths whose summary is there.</param>
    /// <param name="late">Living paths whose summary came too late for its round and is offered in this one.</param>
    /// <param name="concluded">Ended paths that keep their conclusion on offer.</param>
    public IReadOnlyList<PathDelivery> Route(
        int round,
        IReadOnlyList<ReasoningPath> present,
        IReadOnlyList<ReasoningPath> late,
        IReadOnlyList<ReasoningPath> concluded)
    {
        Voice[] voices =
        [
            .. present.Select(path => new Voice(path, path.LatestSummary, Hears: true, Concluded: false))
                .Concat(late.Select(path => new Voice(path, path.LatestSummary, Hears: false, Concluded: false)))
                .Concat(concluded.Select(path => new Voice(path, path.Conclusion, Hears: false, Concluded: true)))
                .OrderBy(voice => voice.Path.Index),
        ];
        if (settings.Groups is null)
        {
            return RouteGroup(round, SeedDerivation.Derive(Seed, "peer-routing", round), voices);
        }

        return
        [
            .. voices.GroupBy(voice => voice.Path.Group).SelectMany(group => RouteGroup(
                round, SeedDerivation.Derive(Seed, "peer-routing", round, group.Key), [.. group])),
        ];
    }

    private ulong Seed => unchecked((ulong)settings.Seed);

    private IReadOnlyList<PathDelivery> RouteGroup(int round, ulong seed, Voice[] voices)
    {
        SimilarityMatrix matrix = SimilarityMatrix.Compute(similarity, [.. voices.Select(voice => voice.Text)]);
        RoutingStage stage = settings.Routing.StageOf(round);
        IPeerRoutingPolicy policy = policies.Find(stage.Policy);
        if (settings.Routing.CollapseSimilarity is { } threshold)
        {
            IReadOnlyList<IReadOnlyList<int>> clusters = NearDuplicates.Cluster(matrix, threshold);
            return
            [
                .. Hearers(voices).Select(hearer => HearCollapsed(
                    hearer, NearDuplicates.Without(clusters, hearer), voices, matrix, stage, policy, seed)),
            ];
        }

        IReadOnlyList<IReadOnlyList<int>> routes = policy.Route(Describe(matrix, voices, stage, seed));
        return
        [
            .. Hearers(voices).Select(hearer => new PathDelivery(
                voices[hearer].Path.Index,
                [.. routes[hearer].Select(peer => Hear(voices[peer], matrix[hearer, peer], []))])),
        ];
    }

    private PathDelivery HearCollapsed(
        int hearer,
        IReadOnlyList<IReadOnlyList<int>> others,
        Voice[] voices,
        SimilarityMatrix matrix,
        RoutingStage stage,
        IPeerRoutingPolicy policy,
        ulong seed)
    {
        // The hearer and the first of every cluster, which stands for the rest of it.
        int[] seats = [.. others.Select(cluster => cluster[0]).Append(hearer).Order()];
        Voice[] seated = [.. seats.Select(seat => voices[seat])];
        IReadOnlyList<int> route =
            policy.Route(Describe(matrix.Select(seats), seated, stage, seed))[Array.IndexOf(seats, hearer)];
        return new PathDelivery(
            voices[hearer].Path.Index,
            [
                .. route.Select(seat => seats[seat]).Select(peer => Hear(
                    voices[peer],
                    matrix[hearer, peer],
                    [.. others.First(cluster => cluster[0] == peer).Skip(1).Select(other => voices[other].Path.Index)])),
            ]);
    }

    private PeerRoutingRound Describe(SimilarityMatrix matrix, Voice[] voices, RoutingStage stage, ulong seed) =>
        new(matrix, stage.PeerCount, seed)
        {
            Confidences = [.. voices.Select(voice => voice.Path.Confidence?.MeanLogProbability)],
            ConfidenceQuantile = settings.Routing.ConfidenceQuantile,
        };

    private static IEnumerable<int> Hearers(Voice[] voices) =>
        Enumerable.Range(0, voices.Length).Where(voice => voices[voice].Hears);

    private static RoutedPeer Hear(Voice voice, double similarity, IReadOnlyList<int> standsFor) =>
        new(voice.Path.Index, similarity, voice.Text) { StandsFor = standsFor, Concluded = voice.Concluded };

    private sealed record Voice(ReasoningPath Path, string Text, bool Hears, bool Concluded);
}
