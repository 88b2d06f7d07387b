using LeaP.Reasoning.Sessions;

namespace LeaP.Reasoning.Tests.Sessions;

/// <summary>Mode leap-s: groups talk early, then one path of each goes on alone.</summary>
public sealed class GroupSessionTests
{
    [Fact]
    public void Paths_hear_their_own_group_only()
    {
        ReasoningSession session = Talk(Session());

        session.CloseRound().Deliveries.Select(delivery => string.Join(',', delivery.Peers.Select(peer => peer.PathIndex).Order()))
            .ShouldBe(["1,2", "0,2", "0,1", "4,5", "3,5", "3,4"]);
    }

    [Fact]
    public void After_the_talk_the_first_path_of_each_group_goes_on_and_the_others_are_relieved()
    {
        ReasoningSession session = Talk(Session());

        RoutedRound round = session.CloseRound();

        round.RelievedPaths.ShouldBe([1, 2, 4, 5]);
        session.OpenRound.ShouldBe(0);
        session.Paths.Where(path => path.IsLive).Select(path => path.Index).ShouldBe([0, 3]);
        session.Paths[1].FinishReason.ShouldBe(PathFinishReason.GroupDone);
        session.Paths.Select(path => path.Group).ShouldBe([1, 1, 1, 2, 2, 2]);
        session.Summarize(1, 2).ShouldBe(SummaryVerdict.Dropped);
    }

    [Fact]
    public void Only_the_last_talk_relieves()
    {
        ReasoningSession session = Talk(Session(exchanges: 2));

        session.CloseRound().RelievedPaths.ShouldBeEmpty();
        Talk(session, round: 2).CloseRound().RelievedPaths.ShouldBe([1, 2, 4, 5]);
    }

    [Fact]
    public void A_finished_path_is_not_woken_and_stands_for_its_group()
    {
        ReasoningSession session = Session();
        session.Finish(0, "42");
        foreach (int path in new[] { 1, 2, 3, 4, 5 })
        {
            session.Summarize(path, 1);
        }

        RoutedRound round = session.CloseRound();

        round.Deliveries.Select(delivery => delivery.PathIndex).ShouldNotContain(0);
        round.RelievedPaths.ShouldBe([1, 2, 4, 5]);
        session.Paths.Where(path => path.IsLive).Select(path => path.Index).ShouldBe([3]);
        session.Finish(3, "7");
        session.Conclude(TestSessions.Failure());
        session.Vote.ShouldNotBeNull().Tallies.Select(tally => (tally.Answer, tally.Votes)).ShouldBe([("42", 1), ("7", 1)]);
    }

    [Fact]
    public void A_late_path_goes_on_only_where_no_other_of_its_group_can()
    {
        ReasoningSession session = Session();
        session.FailPath(4, TestSessions.Failure());
        session.FailPath(5, TestSessions.Failure());
        foreach (int path in new[] { 1, 2 })
        {
            session.Summarize(path, 1);
        }

        RoutedRound round = session.CloseRound();

        round.RelievedPaths.ShouldBe([0, 2]);
        round.LatePaths.ShouldBe([3]);
        session.Paths.Where(path => path.IsLive).Select(path => path.Index).ShouldBe([1, 3]);
        session.Summarize(3, 1).ShouldBe(SummaryVerdict.Late);
    }

    [Fact]
    public void A_group_has_one_vote_and_a_helper_s_answer_counts_when_the_speaker_has_none()
    {
        ReasoningSession session = Session();
        session.Finish(1, "13");
        session.Finish(5, "21");
        foreach (int path in new[] { 0, 2, 3, 4 })
        {
            session.Summarize(path, 1);
        }

        session.CloseRound();

        // The first group goes on with its first path; the second is spoken for by none that heard less.
        session.Paths.Where(path => path.IsLive).Select(path => path.Index).ShouldBe([0, 3]);
        session.Finish(0, "");
        session.Finish(3, "5");
        session.Conclude(TestSessions.Failure());
        session.Vote.ShouldNotBeNull().Tallies.Select(tally => (tally.Answer, tally.Votes)).ShouldBe([("13", 1), ("5", 1)]);
    }

    private static ReasoningSession Session(int exchanges = 1) => TestSessions.Placed(
        TestSessions.Settings(6, 6, ReasoningModes.LeapS, [.. Enumerable.Range(1, exchanges)]) with
        {
            Groups = new GroupSettings(3, exchanges),
        });

    private static ReasoningSession Talk(ReasoningSession session, int round = 1)
    {
        foreach (ReasoningPath path in session.Paths)
        {
            session.Summarize(path.Index, round).ShouldBe(SummaryVerdict.Counted);
        }

        return session;
    }
}
