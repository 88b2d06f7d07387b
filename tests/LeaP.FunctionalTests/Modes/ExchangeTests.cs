using LeaP.FunctionalTests.Support;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.FunctionalTests.Modes;

/// <summary>Schedules, confidence, conclusions on offer, near-duplicates.</summary>
public sealed class ExchangeTests
{
    [Fact]
    public async Task Policy_and_count_change_with_the_rounds()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Endless);
        ReasonRequest request = ModeSamples.Request("leap", paths: 5);
        request.PeerRouting.Schedule.Add(new RoutingStage { FromRound = 3, Policy = "clustered", PeerCount = 1 });
        request.PeerRouting.Schedule.Add(new RoutingStage { FromRound = 5, Policy = "all" });

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        IReadOnlyList<RoundRouted> rounds = ModeSamples.Rounds(events);
        rounds.Select(round => round.Policy).ShouldBe(["dispersed", "dispersed", "clustered", "clustered", "all"]);
        rounds.Select(round => round.Deliveries[0].Peers.Count).ShouldBe([2, 2, 1, 1, 4]);
        events[^1].SessionFinished.Session.PeerRouting.Schedule.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Confident_routing_lets_only_the_surer_half_be_heard()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Endless);
        ReasonRequest request = ModeSamples.Request("leap", paths: 6);
        request.PeerRouting = new PeerRoutingConfig { Policy = "confident", PeerCount = 5 };
        request.Rounds.MaxTurns = 2;

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        Session session = events[^1].SessionFinished.Session;
        session.PeerRouting.ConfidenceQuantile.ShouldBe(0.5);
        session.Paths.ShouldAllBe(path => path.Confidence.MeanLogProbability < 0 && path.Confidence.Tokens == 40);
        RoundRouted round = ModeSamples.Rounds(events).ShouldHaveSingleItem();

        // The nearest-rank median of six is reached by four of them.
        round.Deliveries.SelectMany(delivery => delivery.Peers).Select(peer => peer.PathId).Distinct().Count().ShouldBe(4);
        round.Deliveries.Count(delivery => delivery.Peers.Count == 3).ShouldBe(4);
        round.Deliveries.Count(delivery => delivery.Peers.Count == 4).ShouldBe(2);
    }

    [Fact]
    public async Task A_finished_path_keeps_its_conclusion_on_offer()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Scattered);
        ReasonRequest request = ModeSamples.Request("leap", paths: 6);
        request.PeerRouting = new PeerRoutingConfig { Policy = "all", OfferConclusions = true };

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        string[] ended = [];
        foreach (SessionEvent e in events)
        {
            ended = e.PathFinished is { } end ? [.. ended, end.Path.PathId] : ended;
            foreach (RoundRouted.Types.Delivery delivery in e.RoundRouted?.Deliveries ?? [])
            {
                delivery.Peers.Where(peer => peer.Concluded).Select(peer => peer.PathId).ShouldBe(ended, ignoreOrder: true);
                delivery.Peers.Where(peer => peer.Concluded).ShouldAllBe(peer => peer.Text.Contains(@"\boxed{7}"));
            }
        }

        ModeSamples.Rounds(events).SelectMany(round => round.Deliveries).SelectMany(delivery => delivery.Peers)
            .ShouldContain(peer => peer.Concluded);
    }

    [Fact]
    public async Task Near_duplicates_collapse_and_are_named()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Endless);
        ReasonRequest request = ModeSamples.Request("leap", paths: 6);
        request.PeerRouting = new PeerRoutingConfig { Policy = "dispersed", PeerCount = 5, CollapseSimilarity = 0.01 };
        request.Rounds.MaxTurns = 2;

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        // At so low a bar all five others are one.
        RoundRouted round = ModeSamples.Rounds(events).ShouldHaveSingleItem();
        foreach (RoundRouted.Types.Delivery delivery in round.Deliveries)
        {
            PeerSummary peer = delivery.Peers.ShouldHaveSingleItem();
            peer.StandsFor.Append(peer.PathId).Append(delivery.PathId).Order().ShouldBe(["p0", "p1", "p2", "p3", "p4", "p5"]);
        }
    }
}
