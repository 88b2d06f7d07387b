using LeaP.Reasoning.Sessions;

namespace LeaP.Reasoning.Tests.Sessions;

public sealed class QuorumTests
{
    [Theory]
    [InlineData(1, 5, 5)]
    [InlineData(0.5, 5, 3)]
    [InlineData(0.3, 10, 3)]
    [InlineData(0.01, 10, 1)]
    [InlineData(0.75, 1, 1)]
    public void A_quorum_asks_for_its_share_of_the_living_and_for_one_at_least(double quorum, int living, int needed) =>
        (TestSessions.Rounds(3) with { Quorum = quorum }).PathsNeeded(living).ShouldBe(needed);

    [Fact]
    public void A_round_closes_without_the_slow_and_offers_their_summary_in_the_next()
    {
        ReasoningSession session = NewSession(quorum: 0.6);
        session.Summarize(0, 1);
        session.IsRoundComplete.ShouldBeFalse();
        session.Summarize(1, 1);
        session.IsRoundComplete.ShouldBeTrue();
        RoutedRound first = session.CloseRound();

        session.Summarize(2, 1).ShouldBe(SummaryVerdict.Late);
        session.Summarize(0, 2);
        session.Summarize(1, 2);
        RoutedRound second = session.CloseRound();

        first.LatePaths.ShouldBe([2]);
        first.OfferedPaths.ShouldBeEmpty();
        second.LatePaths.ShouldBe([2]);
        second.OfferedPaths.ShouldBe([2]);
        second.Deliveries.Select(delivery => delivery.PathIndex).ShouldBe([0, 1]);
        second.Deliveries.ShouldAllBe(delivery =>
            delivery.Peers.Any(peer => peer.PathIndex == 2 && peer.Summary == "summary 1 of path 2"));
    }

    [Fact]
    public void A_late_summary_is_offered_once_and_not_behind_a_newer_one()
    {
        ReasoningSession session = NewSession(quorum: 0.6);
        CloseWithout2(session, 1);
        session.Summarize(2, 1);
        CloseWithout2(session, 2).OfferedPaths.ShouldBe([2]);

        CloseWithout2(session, 3).OfferedPaths.ShouldBeEmpty();
        session.Summarize(2, 2).ShouldBe(SummaryVerdict.Late);
        session.Summarize(2, 3).ShouldBe(SummaryVerdict.Late);
        session.Summarize(2, 4).ShouldBe(SummaryVerdict.Counted);
        session.Summarize(0, 4);
        RoutedRound fourth = session.CloseRound();

        fourth.OfferedPaths.ShouldBeEmpty();
        fourth.Deliveries.Select(delivery => delivery.PathIndex).ShouldBe([0, 2]);
    }

    private static RoutedRound CloseWithout2(ReasoningSession session, int round)
    {
        session.Summarize(0, round).ShouldBe(SummaryVerdict.Counted);
        session.Summarize(1, round).ShouldBe(SummaryVerdict.Counted);
        return session.CloseRound();
    }

    private static ReasoningSession NewSession(double quorum)
    {
        SessionSettings settings = TestSessions.Settings(paths: 3, turns: 6);
        return TestSessions.Placed(settings with { Rounds = settings.Rounds with { Quorum = quorum } });
    }
}
