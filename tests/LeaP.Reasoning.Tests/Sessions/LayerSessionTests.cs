using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Sessions;

namespace LeaP.Reasoning.Tests.Sessions;

/// <summary>Mode moa: layers of agents, each reading the answers of the layer before.</summary>
public sealed class LayerSessionTests
{
    [Fact]
    public void The_first_layer_begins_and_the_next_waits_for_all_of_it()
    {
        ReasoningSession session = Session(layers: 3, agents: 2);
        session.RunnablePaths.ShouldBe([0, 1]);
        session.Paths.Select(path => path.Group).ShouldBe([1, 1, 2, 2, 3]);
        Place(session, 0, 1);

        End(session, 0, "4").ShouldBeNull();
        RoutedRound layer = End(session, 1, "5").ShouldNotBeNull();

        layer.Round.ShouldBe(1);
        layer.Deliveries.Select(delivery => delivery.PathIndex).ShouldBe([2, 3]);
        layer.Deliveries.ShouldAllBe(delivery => string.Join(',', delivery.Peers.Select(peer => peer.PathIndex)) == "0,1");
        session.Paths[2].LayerAnswers.Select(peer => peer.Summary).ShouldBe(["The answer is 4.", "The answer is 5."]);
        session.OpenLayer().ShouldBeNull();
        session.OpenRound.ShouldBe(0);
    }

    [Fact]
    public void Only_the_last_layer_votes()
    {
        ReasoningSession session = Session(layers: 2, agents: 3);
        Place(session, 0, 1, 2);
        End(session, 0, "4");
        End(session, 1, "4");
        End(session, 2, "4").ShouldNotBeNull();
        Place(session, 3);

        End(session, 3, "9").ShouldBeNull();

        session.AllPathsEnded.ShouldBeTrue();
        session.Conclude(TestSessions.Failure());
        session.Vote.ShouldNotBeNull().Tallies.ShouldHaveSingleItem().Answer.ShouldBe("9");
        session.Vote.WinningPathIndex.ShouldBe(3);
    }

    [Fact]
    public void A_failed_path_is_left_out_of_what_the_next_layer_reads()
    {
        ReasoningSession session = Session(layers: 2, agents: 2);
        Place(session, 0, 1);
        session.FailPath(0, TestSessions.Failure());

        RoutedRound layer = End(session, 1, "5").ShouldNotBeNull();

        layer.Deliveries.ShouldHaveSingleItem().Peers.ShouldHaveSingleItem().PathIndex.ShouldBe(1);
    }

    [Fact]
    public void A_layer_without_any_answer_leaves_the_next_with_nothing_to_read()
    {
        ReasoningSession session = Session(layers: 2, agents: 2);
        Place(session, 0, 1);
        session.FailPath(0, TestSessions.Failure());
        session.FailPath(1, TestSessions.Failure());

        session.OpenLayer().ShouldNotBeNull().Deliveries.ShouldAllBe(delivery => delivery.Peers.Count == 0);
    }

    [Theory]
    [InlineData(4, 3, 1, 10, 3)]
    [InlineData(2, 2, 5, 7, 5)]
    public void A_mixture_knows_its_paths(int layers, int agents, int final, int paths, int width)
    {
        var mixture = new MixtureSettings(layers, agents, final);

        mixture.PathCount.ShouldBe(paths);
        mixture.Width.ShouldBe(width);
        Enumerable.Range(0, paths).Select(mixture.LayerOf).ShouldBeInOrder();
        Enumerable.Range(0, paths).Count(path => mixture.LayerOf(path) == layers).ShouldBe(final);
    }

    private static ReasoningSession Session(int layers, int agents)
    {
        var mixture = new MixtureSettings(layers, agents, 1);
        return TestSessions.New(TestSessions.Settings(mixture.PathCount, mode: ReasoningModes.Moa) with { Mixture = mixture });
    }

    private static void Place(ReasoningSession session, params int[] paths) =>
        Array.ForEach(paths, path => session.Place(path, "worker-a"));

    private static RoutedRound? End(ReasoningSession session, int path, string answer)
    {
        var report = new PathReport(
            new PathAttempt(TestSessions.Id, path, 1),
            [new TextSegment(TextKind.Reasoning, "Hm.</think>"), new TextSegment(TextKind.Answer, $"\n\nThe answer is {answer}.")],
            new TokenCounts(0, 10, 0, 0, 0));
        session.FinishPath(report, PathFinishReason.Stop, answer).ShouldBeTrue();
        return session.OpenLayer();
    }
}
