using LeaP.Reasoning.Sessions;
using LeaP.Router.Options;
using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Sessions;

/// <summary>What the runner does to workers in groups, layers and decided votes.</summary>
public sealed class SessionRunnerModesTests
{
    private static readonly ReasoningOptions Options = new()
    {
        RoundTimeLimit = TimeSpan.FromMinutes(10),
        PlacementTimeLimit = TimeSpan.FromMinutes(40),
    };

    private readonly FakeLink _worker = new("worker-a", 8);

    [Fact]
    public async Task A_decided_vote_stops_the_others_and_ends_the_session()
    {
        await using RunnerHarness run = Start(SessionSamples.Settings(5, mode: ReasoningModes.Independent) with { StopWhenDecided = true });
        await run.FinishAsync(0, "4");
        await run.FinishAsync(1, "4");
        await run.FinishAsync(3, "4");
        FakeLink.Cancelled cancelled = await _worker.NextCancelAsync();
        await run.PostAsync(new SessionCommand.PathEnded(
            SessionSamples.Report(SessionSamples.Attempt(2), "") with { Usage = new TokenCounts(1, 77, 0, 0, 0) },
            PathFinishReason.Cancelled,
            ""));
        var ended = new List<string>();
        while (ended.Count < 4)
        {
            ended.Add((await run.NextAsync<SessionEvent.PathEnded>()).Path.PathId);
        }

        // The other one never tells; it is not waited for forever.
        run.Time.Advance(TimeSpan.FromSeconds(3));
        await run.EndAsync();

        ended.ShouldBe(["p0", "p1", "p3", "p2"]);

        cancelled.Attempts.ShouldBe([SessionSamples.Attempt(2), SessionSamples.Attempt(4)]);
        run.Snapshot.Paths[2].Usage.Reasoning.ShouldBe(77);
        run.Snapshot.Paths[4].Usage.Reasoning.ShouldBe(0);
        run.Snapshot.State.ShouldBe(SessionState.Succeeded);
        run.Snapshot.Vote.ShouldNotBeNull().Stopped.ShouldBe([2, 4]);
        run.Snapshot.Paths[2].FinishReason.ShouldBe(PathFinishReason.Decided);
        (await run.RemainingAsync()).ShouldBe(["PathEnded", "Ended"]);
    }

    [Fact]
    public async Task A_group_that_has_talked_goes_on_with_one_path()
    {
        await using RunnerHarness run = Start(SessionSamples.Settings(4, turns: 5, ReasoningModes.LeapS) with
        {
            Groups = new GroupSettings(2, 1),
            Rounds = SessionSamples.Settings(turns: 5).Rounds with { ExchangeRounds = [1] },
        });
        for (int path = 0; path < 4; path++)
        {
            await run.SummarizeAsync(_worker, path, 1);
        }

        SessionEvent.Routed routed = await run.NextAsync<SessionEvent.Routed>();
        FakeLink.Heard heard = await _worker.NextPeersAsync();
        FakeLink.Cancelled cancelled = await _worker.NextCancelAsync();

        routed.Round.RelievedPaths.ShouldBe([1, 3]);
        heard.Peers.Keys.ShouldBe([SessionSamples.Attempt(0), SessionSamples.Attempt(2)], ignoreOrder: true);
        cancelled.Attempts.ShouldBe([SessionSamples.Attempt(1), SessionSamples.Attempt(3)]);
        await run.FinishAsync(0, "4");
        await run.FinishAsync(2, "5");
        await run.EndAsync();
        run.Snapshot.Vote.ShouldNotBeNull().Cast.ShouldBe(2);
        run.Snapshot.Paths[1].FinishReason.ShouldBe(PathFinishReason.GroupDone);
    }

    [Fact]
    public async Task A_path_that_was_relieved_while_it_moved_gives_its_slot_back()
    {
        var spare = new FakeLink("worker-b", 1);
        var small = new FakeLink("worker-c", 3);
        await using RunnerHarness run = StartOn(
            SessionSamples.Settings(4, turns: 5, ReasoningModes.LeapS) with
            {
                Groups = new GroupSettings(2, 1),
                Rounds = SessionSamples.Settings(turns: 5).Rounds with { ExchangeRounds = [1] },
            },
            small,
            spare);
        FakeLink.Started alone = await spare.NextStartAsync();
        int moving = alone.Attempts.ShouldHaveSingleItem().PathIndex;
        await run.LoseAsync(spare);
        foreach (int path in Enumerable.Range(0, 4).Where(path => path != moving))
        {
            await run.SummarizeAsync(small, path, 1);
        }

        // The path that moves has no summary, so the round waits for it until its time is up.
        await run.SettleAsync(moving == 0 ? 1 : 0);
        run.Time.Advance(TimeSpan.FromMinutes(11));
        SessionEvent.Routed routed = await run.NextAsync<SessionEvent.Routed>();
        routed.Round.RelievedPaths.ShouldContain(moving);
        var late = new FakeLink("worker-d", 1);
        run.Queue.Add(late);
        int speaker = Enumerable.Range(0, 4).First(path => !routed.Round.RelievedPaths.Contains(path));
        await run.SettleAsync(speaker);
        foreach (int path in Enumerable.Range(0, 4).Except(routed.Round.RelievedPaths))
        {
            await run.FinishAsync(path, "4");
        }

        await run.EndAsync();
        run.Snapshot.State.ShouldBe(SessionState.Succeeded);
        run.Snapshot.Paths[moving].Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task The_next_layer_starts_when_the_one_before_has_ended()
    {
        await using RunnerHarness run = StartLayers();
        FakeLink.Started first = await _worker.NextStartAsync();
        await run.FinishAsync(0, "4");
        await run.FinishAsync(1, "5");
        SessionEvent.Routed routed = await run.NextAsync<SessionEvent.Routed>();
        FakeLink.Started second = await _worker.NextStartAsync();
        await run.FinishAsync(2, "5");
        await run.EndAsync();

        first.Attempts.Select(attempt => attempt.PathIndex).ShouldBe([0, 1]);
        routed.Round.Deliveries.ShouldHaveSingleItem().Peers.Select(peer => peer.PathIndex).ShouldBe([0, 1]);
        second.Attempts.ShouldHaveSingleItem().PathIndex.ShouldBe(2);
        run.Snapshot.Vote.ShouldNotBeNull().Winner.ShouldBe("5");
    }

    [Fact]
    public async Task A_layer_that_failed_whole_fails_the_session_with_its_cause()
    {
        await using RunnerHarness run = StartLayers();
        await _worker.NextStartAsync();
        await run.BreakAsync(0, retryable: false);
        await run.BreakAsync(1, retryable: false);
        await run.EndAsync();

        run.Snapshot.State.ShouldBe(SessionState.Failed);
        run.Snapshot.Failure.ShouldNotBeNull().Reason.ShouldBe("ENGINE_FAILED");
        run.Snapshot.Paths[2].FinishReason.ShouldBe(PathFinishReason.Failed);
    }

    private RunnerHarness StartLayers() => Start(SessionSamples.Settings(3, mode: ReasoningModes.Moa) with
    {
        Mixture = new MixtureSettings(2, 2, 1),
    });

    private RunnerHarness Start(SessionSettings settings) => StartOn(settings, _worker);

    private static RunnerHarness StartOn(SessionSettings settings, params FakeLink[] workers)
    {
        var run = new RunnerHarness(settings, Options, workers);
        run.Start();
        return run;
    }
}
