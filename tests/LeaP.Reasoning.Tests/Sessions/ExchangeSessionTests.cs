using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Tests.Sessions;

/// <summary>Schedules of policies, confidence, conclusions on offer, near-duplicates.</summary>
public sealed class ExchangeSessionTests
{
    [Fact]
    public void Policy_and_count_follow_the_schedule()
    {
        ReasoningSession session = Session(routing => routing with
        {
            Schedule = [new RoutingStage(2, PeerRoutingNames.Clustered, 1), new RoutingStage(4, PeerRoutingNames.All, 0)],
        });

        List<RoutedRound> rounds = [.. Enumerable.Range(1, 4).Select(round => Exchange(session, round))];

        rounds.Select(round => round.Policy).ShouldBe(["dispersed", "clustered", "clustered", "all"]);
        rounds.Select(round => round.PeerCount).ShouldBe([2, 1, 1, 0]);
        rounds.Select(round => round.Deliveries[0].Peers.Count).ShouldBe([2, 1, 1, 3]);
        rounds[1].Deliveries[0].Peers[0].Similarity.ShouldBe(rounds[3].Deliveries[0].Peers.Max(peer => peer.Similarity));
    }

    [Fact]
    public void Confidence_is_known_from_the_newest_report_and_decides_who_is_heard()
    {
        ReasoningSession session = Session(routing => routing with { Policy = PeerRoutingNames.Confident, PeerCount = 3 });
        double[] sure = [-0.1, -2.0, -0.2, -3.0];
        for (int path = 0; path < 4; path++)
        {
            PathReport report = TestSessions.Report(path) with { Confidence = new PathConfidence(sure[path], 10) };
            session.TakeSummary(report, 1, $"summary of {path}");
        }

        // The median by rank is that of path 1; path 3 stays below.
        RoutedRound round = session.CloseRound();

        session.Paths[2].Confidence.ShouldBe(new PathConfidence(-0.2, 10));
        round.Deliveries.SelectMany(delivery => delivery.Peers).ShouldAllBe(peer => peer.PathIndex != 3);
        round.Deliveries[3].Peers.Select(peer => peer.PathIndex).ShouldBe([0, 1, 2], ignoreOrder: true);
    }

    [Fact]
    public void A_conclusion_stays_on_offer_when_that_is_wanted()
    {
        ReasoningSession offering = Session(routing => routing with { PeerCount = 0, OfferConclusions = true });
        ReasoningSession silent = Session(routing => routing with { PeerCount = 0 });
        foreach (ReasoningSession session in new[] { offering, silent })
        {
            var report = new PathReport(
                new PathAttempt(TestSessions.Id, 1, 1), [new TextSegment(TextKind.Answer, " It is 42. ")], TokenCounts.Zero);
            session.FinishPath(report, PathFinishReason.Stop, "42");
        }

        PathDelivery heard = Exchange(offering, 1).Deliveries[0];

        RoutedPeer concluded = heard.Peers.Single(peer => peer.PathIndex == 1);
        concluded.Concluded.ShouldBeTrue();
        concluded.Summary.ShouldBe("It is 42.");
        heard.Peers.Count(peer => peer.Concluded).ShouldBe(1);
        Exchange(silent, 1).Deliveries[0].Peers.Select(peer => peer.PathIndex).ShouldBe([2, 3], ignoreOrder: true);
    }

    [Fact]
    public void A_path_without_an_answer_offers_nothing()
    {
        ReasoningSession session = Session(routing => routing with { PeerCount = 0, OfferConclusions = true });
        session.Finish(1, "");
        Exchange(session, 1).Deliveries[0].Peers.Select(peer => peer.PathIndex).ShouldBe([2, 3], ignoreOrder: true);
    }

    [Fact]
    public void Near_duplicates_count_as_one_peer_that_stands_for_the_others()
    {
        ReasoningSession session = Session(routing => routing with { CollapseSimilarity = 0.9 });
        string[] summaries = ["the value is twelve", "the value is twelve", "a wholly other thought", "the value is twelve"];
        for (int path = 0; path < 4; path++)
        {
            session.TakeSummary(TestSessions.Report(path), 1, summaries[path]);
        }

        RoutedRound round = session.CloseRound();

        round.Deliveries[2].Peers.ShouldHaveSingleItem().PathIndex.ShouldBe(0);
        round.Deliveries[2].Peers[0].StandsFor.ShouldBe([1, 3]);
        round.Deliveries[0].Peers.Select(peer => peer.PathIndex).ShouldBe([2, 1]);
        round.Deliveries[0].Peers[1].StandsFor.ShouldBe([3]);
        round.Deliveries[1].Peers.Single(peer => peer.PathIndex == 0).StandsFor.ShouldBe([3]);
    }

    [Fact]
    public void Means_of_confidence_weigh_by_tokens()
    {
        PathConfidence? first = PathConfidence.Add(null, -1.0, 3);
        PathConfidence.Add(first, 0.0, 1).ShouldBe(new PathConfidence(-0.75, 4));
        PathConfidence.Add(first, -9.0, 0).ShouldBe(first);
        PathConfidence.Add(null, -9.0, 0).ShouldBeNull();
        new PathConfidence(Math.Log(0.5), 7).MeanProbability.ShouldBe(0.5, 1e-12);
    }

    private static ReasoningSession Session(Func<RoutingSettings, RoutingSettings> change)
    {
        SessionSettings settings = TestSessions.Settings(paths: 4, turns: 9);
        var session = new ReasoningSession(
            TestSessions.Id,
            settings with { Routing = change(settings.Routing) },
            new NamedCatalog<IPeerRoutingPolicy>(PeerRoutingPolicies.All),
            new IndelSimilarity());
        foreach (ReasoningPath path in session.Paths)
        {
            session.Place(path.Index, "worker-a");
        }

        return session;
    }

    private static RoutedRound Exchange(ReasoningSession session, int round)
    {
        foreach (ReasoningPath path in session.Paths.Where(path => path.IsLive))
        {
            session.Summarize(path.Index, round).ShouldBe(SummaryVerdict.Counted);
        }

        return session.CloseRound();
    }
}
