using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Sessions;

namespace LeaP.Reasoning.Tests.Sessions;

public sealed class ReasoningSessionTests
{
    [Fact]
    public void A_new_session_waits_for_its_first_round_and_for_workers()
    {
        ReasoningSession session = TestSessions.New();

        session.State.ShouldBe(SessionState.Queued);
        session.OpenRound.ShouldBe(1);
        session.RoundHasBegun.ShouldBeFalse();
        session.AllPathsEnded.ShouldBeFalse();
        session.Paths.Select(path => path.Id).ShouldBe(["p0", "p1", "p2"]);
        session.Paths.ShouldAllBe(path => path.State == PathState.Pending && path.Attempt == 0);
    }

    [Theory]
    [InlineData(ReasoningModes.Independent, 4)]
    [InlineData(ReasoningModes.Leap, 1)]
    public void Without_exchange_no_round_opens(string mode, int turns)
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(turns: turns, mode: mode));

        session.OpenRound.ShouldBe(0);
        session.Summarize(0, 1).ShouldBe(SummaryVerdict.Impossible);
        session.Paths[0].Transcript.ShouldBeEmpty();
        Should.Throw<InvalidOperationException>(session.CloseRound);
    }

    [Fact]
    public void Placing_numbers_the_attempts_and_starts_the_session()
    {
        ReasoningSession session = TestSessions.New();

        PathAttempt first = session.Place(1, "worker-a");
        session.Displace(1);
        PathAttempt second = session.Place(1, "worker-b");

        first.ShouldBe(new PathAttempt(TestSessions.Id, 1, 1));
        second.ShouldBe(new PathAttempt(TestSessions.Id, 1, 2));
        session.State.ShouldBe(SessionState.Running);
        session.Paths[1].WorkerId.ShouldBe("worker-b");
        session.IsCurrent(first).ShouldBeFalse();
        session.IsCurrent(second).ShouldBeTrue();
    }

    [Fact]
    public void A_path_on_a_worker_cannot_be_placed_again()
    {
        ReasoningSession session = TestSessions.Placed();

        Should.Throw<InvalidOperationException>(() => session.Place(2, "worker-b")).Message.ShouldContain("p2");
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(3, 1)]
    [InlineData(0, 0)]
    [InlineData(0, 2)]
    public void An_attempt_that_never_was_is_not_current(int path, int number) =>
        TestSessions.Placed().IsCurrent(new PathAttempt(TestSessions.Id, path, number)).ShouldBeFalse();

    [Fact]
    public void A_summary_in_time_is_counted_and_the_path_waits()
    {
        ReasoningSession session = TestSessions.Placed();

        session.Summarize(1, 1).ShouldBe(SummaryVerdict.Counted);

        session.Paths[1].State.ShouldBe(PathState.Waiting);
        session.Paths[1].Round.ShouldBe(1);
        session.Paths[1].LatestSummary.ShouldBe("summary 1 of path 1");
        session.Paths[1].Usage.Reasoning.ShouldBe(10);
        session.RoundHasBegun.ShouldBeTrue();
        session.IsRoundComplete.ShouldBeFalse();
    }

    [Fact]
    public void Told_twice_counts_once()
    {
        ReasoningSession session = TestSessions.Placed();
        session.Summarize(1, 1);

        session.TakeSummary(TestSessions.Report(1), 1, "another").ShouldBe(SummaryVerdict.Dropped);

        session.Paths[1].Transcript.Count.ShouldBe(1);
        session.Paths[1].LatestSummary.ShouldBe("summary 1 of path 1");
    }

    [Fact]
    public void An_older_attempt_is_dropped_while_its_path_waits_and_after_it_moved()
    {
        ReasoningSession session = TestSessions.Placed();
        session.Displace(0);

        session.Summarize(0, 1).ShouldBe(SummaryVerdict.Dropped);
        session.Place(0, "worker-b");
        session.Summarize(0, 1).ShouldBe(SummaryVerdict.Dropped);
        session.Finish(0, "5").ShouldBeFalse();
        session.Summarize(0, 1, attempt: 2).ShouldBe(SummaryVerdict.Counted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Rounds_before_the_first_are_dropped(int round) =>
        TestSessions.Placed().Summarize(0, round).ShouldBe(SummaryVerdict.Dropped);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(1000)]
    public void A_round_the_path_cannot_be_in_changes_nothing(int round)
    {
        ReasoningSession session = TestSessions.Placed();

        session.Summarize(0, round).ShouldBe(SummaryVerdict.Impossible);

        session.Paths[0].Round.ShouldBe(0);
        session.Paths[0].Transcript.ShouldBeEmpty();
        session.RoundHasBegun.ShouldBeFalse();
    }

    [Fact]
    public void A_path_that_waits_cannot_be_in_the_next_round_already()
    {
        ReasoningSession session = TestSessions.Placed();
        session.Summarize(0, 1);

        session.Summarize(0, 2).ShouldBe(SummaryVerdict.Impossible);

        session.Paths[0].Round.ShouldBe(1);
        session.Paths[0].State.ShouldBe(PathState.Waiting);
        session.Summarize(1, 1);
        session.Summarize(2, 1);
        session.IsRoundComplete.ShouldBeTrue();
    }

    [Fact]
    public void A_round_is_complete_without_paths_that_ended()
    {
        ReasoningSession session = TestSessions.Placed();
        session.Finish(0, "5");
        session.FailPath(1, TestSessions.Failure());
        session.IsRoundComplete.ShouldBeFalse();

        session.Summarize(2, 1);

        session.IsRoundComplete.ShouldBeTrue();
        RoutedRound round = session.CloseRound();
        round.Deliveries.Single().PathIndex.ShouldBe(2);
        round.Deliveries.Single().Peers.ShouldBeEmpty();
        round.LatePaths.ShouldBeEmpty();
    }

    [Fact]
    public void Closing_gives_every_path_its_peers_and_opens_the_next_round()
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(paths: 4));
        for (int path = 0; path < 4; path++)
        {
            session.Summarize(path, 1);
        }

        RoutedRound round = session.CloseRound();

        round.Round.ShouldBe(1);
        round.Deliveries.Select(delivery => delivery.PathIndex).ShouldBe([0, 1, 2, 3]);
        foreach (PathDelivery delivery in round.Deliveries)
        {
            delivery.Peers.Count.ShouldBe(2);
            delivery.Peers.ShouldAllBe(peer => peer.PathIndex != delivery.PathIndex);
            delivery.Peers.ShouldAllBe(peer => peer.Summary == $"summary 1 of path {peer.PathIndex}");
            delivery.Peers.ShouldAllBe(peer => peer.Similarity >= 0 && peer.Similarity <= 1);
            session.Paths[delivery.PathIndex].RoutedPeers.ShouldBe(delivery.Peers);
        }

        session.OpenRound.ShouldBe(2);
        session.CompletedRounds.ShouldBe(1);
        session.Paths.ShouldAllBe(path => path.State == PathState.Running && path.RoutedRound == 1);
    }

    [Fact]
    public void The_last_exchange_opens_no_other_round()
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(paths: 1, turns: 5, exchangeRounds: [2, 4]));

        session.OpenRound.ShouldBe(2);
        session.Summarize(0, 1).ShouldBe(SummaryVerdict.Impossible);
        session.Summarize(0, 2).ShouldBe(SummaryVerdict.Counted);
        session.CloseRound();
        session.OpenRound.ShouldBe(4);
        session.Summarize(0, 4).ShouldBe(SummaryVerdict.Counted);
        session.CloseRound();

        session.OpenRound.ShouldBe(0);
        session.CompletedRounds.ShouldBe(2);
        session.RoundHasBegun.ShouldBeFalse();
    }

    [Fact]
    public void A_path_that_missed_the_round_is_late_then_goes_on_alone_and_joins_the_next()
    {
        ReasoningSession session = TestSessions.Placed();
        session.Summarize(0, 1);
        session.Summarize(1, 1);

        session.CloseRound().LatePaths.ShouldBe([2]);
        session.Summarize(2, 1).ShouldBe(SummaryVerdict.Late);

        session.Paths[2].State.ShouldBe(PathState.Running);
        session.Paths[2].LatestSummary.ShouldBe("summary 1 of path 2");
        session.Paths[2].RoutedRound.ShouldBe(1);
        session.Paths[2].RoutedPeers.ShouldBeEmpty();
        session.RoundHasBegun.ShouldBeFalse();
        session.Summarize(2, 1).ShouldBe(SummaryVerdict.Dropped);
        session.Summarize(2, 2).ShouldBe(SummaryVerdict.Counted);
    }

    [Fact]
    public void A_path_late_by_two_rounds_catches_up_alone()
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(paths: 2));
        session.Summarize(0, 1);
        session.CloseRound();
        session.Summarize(0, 2);
        session.CloseRound();

        session.Summarize(1, 1).ShouldBe(SummaryVerdict.Late);
        session.Summarize(1, 2).ShouldBe(SummaryVerdict.Late);
        session.Summarize(1, 3).ShouldBe(SummaryVerdict.Counted);
        session.OpenRound.ShouldBe(3);
    }

    [Fact]
    public void A_path_moved_before_its_round_was_routed_waits_again_and_is_routed()
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(paths: 2));
        session.Summarize(0, 1);
        session.Displace(0);
        session.Paths[0].State.ShouldBe(PathState.Pending);

        session.Place(0, "worker-b");

        session.Paths[0].State.ShouldBe(PathState.Waiting);
        session.Paths[0].RoutedRound.ShouldBe(0);
        session.Summarize(1, 1);
        session.CloseRound().Deliveries.Count.ShouldBe(2);
        session.Paths[0].State.ShouldBe(PathState.Running);
    }

    [Fact]
    public void A_path_without_a_worker_is_still_routed_and_runs_on_when_placed()
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(paths: 2));
        session.Summarize(0, 1);
        session.Summarize(1, 1);
        session.Displace(0);

        session.IsRoundComplete.ShouldBeTrue();
        session.CloseRound().Deliveries.Select(delivery => delivery.PathIndex).ShouldBe([0, 1]);

        session.Paths[0].State.ShouldBe(PathState.Pending);
        session.Place(0, "worker-b");
        session.Paths[0].State.ShouldBe(PathState.Running);
        session.Paths[0].RoutedPeers.Single().PathIndex.ShouldBe(1);
        session.Summarize(0, 2, attempt: 2).ShouldBe(SummaryVerdict.Counted);
    }

    [Fact]
    public void Paths_that_ended_are_not_displaced()
    {
        ReasoningSession session = TestSessions.Placed();
        session.Finish(0, "5");
        session.FailPath(1, TestSessions.Failure());

        session.Displace(0);
        session.Displace(1);

        session.Paths[0].State.ShouldBe(PathState.Finished);
        session.Paths[1].State.ShouldBe(PathState.Failed);
    }

    [Fact]
    public void Finishing_keeps_answer_text_and_counts_and_happens_once()
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(paths: 1));
        session.Summarize(0, 1);
        session.CloseRound();

        session.Finish(0, "42").ShouldBeTrue();
        session.Finish(0, "43").ShouldBeFalse();

        ReasoningPath path = session.Paths[0];
        path.State.ShouldBe(PathState.Finished);
        path.FinishReason.ShouldBe(PathFinishReason.Stop);
        path.Answer.ShouldBe("42");
        string.Concat(path.Transcript.Select(segment => segment.Text)).ShouldBe("p0r1 end");
        session.Usage.Reasoning.ShouldBe(99);
        session.AllPathsEnded.ShouldBeTrue();
    }

    [Fact]
    public void The_vote_decides()
    {
        ReasoningSession session = TestSessions.Placed();
        session.Finish(0, "5");
        session.Finish(1, "42");
        session.Finish(2, "42");

        session.Conclude(TestSessions.Failure());

        session.State.ShouldBe(SessionState.Succeeded);
        session.Vote.ShouldNotBeNull().Winner.ShouldBe("42");
        session.Failure.ShouldBeNull();
        session.IsEnded.ShouldBeTrue();
    }

    [Fact]
    public void A_failed_path_does_not_keep_the_others_from_voting()
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(paths: 2));
        session.FailPath(0, TestSessions.Failure());
        session.Finish(1, "42");

        session.Conclude(TestSessions.Failure());

        session.State.ShouldBe(SessionState.Succeeded);
        session.Vote.ShouldNotBeNull().Abstained.ShouldBe([0]);
    }

    [Fact]
    public void Without_any_answer_the_session_fails_for_the_first_path_that_failed_or_for_want_of_answers()
    {
        ReasoningSession broken = TestSessions.Placed(TestSessions.Settings(paths: 3));
        broken.Finish(0, "");
        broken.FailPath(1, TestSessions.Failure("FIRST"));
        broken.FailPath(2, TestSessions.Failure("SECOND"));
        broken.Conclude(TestSessions.Failure("NO_ANSWER"));
        ReasoningSession silent = TestSessions.Placed(TestSessions.Settings(paths: 1));
        silent.Finish(0, "");
        silent.Conclude(TestSessions.Failure("NO_ANSWER"));

        broken.State.ShouldBe(SessionState.Failed);
        broken.Failure.ShouldNotBeNull().Reason.ShouldBe("FIRST");
        broken.Vote.ShouldBeNull();
        silent.Failure.ShouldNotBeNull().Reason.ShouldBe("NO_ANSWER");
    }

    [Fact]
    public void Abandoning_ends_living_paths_and_leaves_the_others_as_they_are()
    {
        ReasoningSession session = TestSessions.Placed();
        session.Finish(0, "42");
        session.FailPath(1, TestSessions.Failure());
        session.Summarize(2, 1);

        session.Abandon(SessionState.Cancelled, TestSessions.Failure("CANCELLED"));

        session.State.ShouldBe(SessionState.Cancelled);
        session.Failure.ShouldNotBeNull().Reason.ShouldBe("CANCELLED");
        session.OpenRound.ShouldBe(0);
        session.RoundHasBegun.ShouldBeFalse();
        session.Paths.Select(path => path.FinishReason)
            .ShouldBe([PathFinishReason.Stop, PathFinishReason.Failed, PathFinishReason.Cancelled]);
        session.Paths[0].Answer.ShouldBe("42");
        session.Summarize(2, 2).ShouldBe(SummaryVerdict.Dropped);
        session.Finish(2, "5").ShouldBeFalse();
    }

    [Fact]
    public void Every_policy_can_route_a_session()
    {
        foreach (IPeerRoutingPolicy policy in PeerRoutingPolicies.All)
        {
            SessionSettings settings = TestSessions.Settings(paths: 4);
            var session = new ReasoningSession(
                TestSessions.Id,
                settings with { Routing = settings.Routing with { Policy = policy.Name } },
                policy,
                new LeaP.Reasoning.Similarity.LevenshteinSimilarity());
            for (int path = 0; path < 4; path++)
            {
                session.Place(path, "worker-a");
                session.Summarize(path, 1);
            }

            session.CloseRound().Deliveries.ShouldAllBe(delivery => delivery.Peers.Count >= 1, policy.Name);
        }
    }
}
