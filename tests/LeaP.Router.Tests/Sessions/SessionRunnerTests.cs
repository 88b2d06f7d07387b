using LeaP.Reasoning.Sessions;
using LeaP.Router.Options;
using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Sessions;

public sealed class SessionRunnerTests
{
    private readonly FakeLink _worker = new("worker-a", 8);

    [Fact]
    public async Task Two_paths_exchange_and_vote()
    {
        await using RunnerHarness run = New(SessionSamples.Settings(paths: 2, turns: 2));
        run.Start();
        FakeLink.Started started = await _worker.NextStartAsync();
        started.Attempts.ShouldBe([SessionSamples.Attempt(0), SessionSamples.Attempt(1)]);

        await run.SummarizeAsync(_worker, 0, 1);
        await run.SummarizeAsync(_worker, 1, 1);
        FakeLink.Heard heard = await _worker.NextPeersAsync();
        await run.FinishAsync(0, "42");
        await run.FinishAsync(1, "42");
        await run.EndAsync();

        heard.Round.ShouldBe(1);
        heard.Peers[SessionSamples.Attempt(0)].ShouldBe([1]);
        heard.Peers[SessionSamples.Attempt(1)].ShouldBe([0]);
        (await run.RemainingAsync()).ShouldBe(
            ["Accepted", "Placed", "Placed", "Summary", "Summary", "Routed", "PathEnded", "PathEnded", "Ended"]);
        run.Snapshot.State.ShouldBe(SessionState.Succeeded);
        run.Snapshot.CompletedRounds.ShouldBe(1);
        run.Snapshot.Vote.ShouldNotBeNull().Winner.ShouldBe("42");
        run.Snapshot.Usage.Reasoning.ShouldBe(20);
        run.Snapshot.Paths[0].Transcript.Select(segment => segment.Text).ShouldBe(["p0r1 ", "end"]);
    }

    [Fact]
    public async Task The_last_event_holds_the_session_and_its_times()
    {
        var options = new ReasoningOptions { Retention = TimeSpan.FromMinutes(3) };
        await using RunnerHarness run = New(SessionSamples.Settings(paths: 1), options);
        DateTimeOffset begin = run.Time.GetUtcNow();
        run.Start();
        await _worker.NextStartAsync();
        run.Time.Advance(TimeSpan.FromSeconds(20));

        await run.FinishAsync(0, "42");
        SessionSnapshot ended = (await run.NextAsync<SessionEvent.Ended>()).Session;

        ended.Times.Created.ShouldBe(begin);
        ended.Times.Finished.ShouldBe(begin + TimeSpan.FromSeconds(20));
        ended.Times.Expires.ShouldBe(begin + TimeSpan.FromSeconds(200));
        ended.Paths.Single().Transcript.ShouldBeEmpty();
        ended.Paths.Single().Answer.ShouldBe("42");
    }

    [Fact]
    public async Task Without_any_answer_the_session_fails()
    {
        await using RunnerHarness run = New(SessionSamples.Settings(paths: 2));
        run.Start();
        await run.FinishAsync(0, "");
        await run.FinishAsync(1, "");
        await run.EndAsync();

        run.Snapshot.State.ShouldBe(SessionState.Failed);
        run.Snapshot.Failure.ShouldNotBeNull().Reason.ShouldBe("NO_ANSWER");
    }

    [Fact]
    public async Task Text_of_an_attempt_that_is_not_current_is_dropped()
    {
        await using RunnerHarness run = New(SessionSamples.Settings(paths: 1));
        run.Start();
        await run.PostAsync(new SessionCommand.TextArrived(SessionSamples.Attempt(0, 2), new PathProgress("no", 1, 1)));
        await run.PostAsync(new SessionCommand.TextArrived(SessionSamples.Attempt(0), new PathProgress("yes", 3, 1)));

        SessionEvent.Text text = await run.NextAsync<SessionEvent.Text>();

        text.Progress.ShouldBe(new PathProgress("yes", 3, 1));
        text.PathId.ShouldBe("p0");
    }

    [Fact]
    public async Task A_cancelled_session_stops_its_paths_and_takes_no_more_commands()
    {
        await using RunnerHarness run = New(SessionSamples.Settings(paths: 2));
        run.Start();
        await run.FinishAsync(0, "42");

        await run.PostAsync(new SessionCommand.CancelRequested("Enough."));
        await run.EndAsync();

        FakeLink.Cancelled cancelled = await _worker.NextCancelAsync();
        cancelled.Attempts.ShouldBe([SessionSamples.Attempt(1)]);
        cancelled.Reason.ShouldBe("Enough.");
        run.Snapshot.State.ShouldBe(SessionState.Cancelled);
        run.Snapshot.Failure.ShouldBe(new SessionFailure("CANCELLED", "Enough.", Retryable: false));
        (await run.Runner.PostAsync(
            new SessionCommand.CancelRequested("Again."), TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_that_takes_too_long_is_cancelled()
    {
        await using RunnerHarness run = New(SessionSamples.Settings() with { TimeLimit = TimeSpan.FromMinutes(5) });
        run.Start();
        await _worker.NextStartAsync();

        run.Time.Advance(TimeSpan.FromMinutes(5));
        await run.EndAsync();

        run.Snapshot.State.ShouldBe(SessionState.Cancelled);
        run.Snapshot.Failure.ShouldNotBeNull().Reason.ShouldBe("TIME_LIMIT");
        run.Snapshot.Failure.Message.ShouldContain("00:05:00");
        (await _worker.NextCancelAsync()).Attempts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_router_that_stops_fails_its_sessions_so_that_they_can_be_tried_again()
    {
        await using RunnerHarness run = New(SessionSamples.Settings());
        run.Start();
        await _worker.NextStartAsync();

        await run.StopRouterAsync();
        await run.EndAsync();

        run.Snapshot.State.ShouldBe(SessionState.Failed);
        run.Snapshot.Failure.ShouldNotBeNull().ShouldSatisfyAllConditions(
            failure => failure.Reason.ShouldBe("ROUTER_STOPPING"),
            failure => failure.Retryable.ShouldBeTrue());
    }

    private RunnerHarness New(SessionSettings settings, ReasoningOptions? options = null) =>
        new(settings, options ?? new ReasoningOptions(), _worker);
}
