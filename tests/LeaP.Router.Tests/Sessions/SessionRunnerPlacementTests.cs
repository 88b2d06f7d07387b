using LeaP.Reasoning.Sessions;
using LeaP.Router.Options;
using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Sessions;

public sealed class SessionRunnerPlacementTests
{
    private readonly FakeLink _first = new("worker-a", 4);
    private readonly FakeLink _second = new("worker-b", 4);

    [Fact]
    public async Task A_lost_worker_s_path_goes_on_elsewhere_from_its_text()
    {
        await using RunnerHarness run = Start(SessionSamples.Settings(paths: 2, turns: 2), _first, _second);
        (await _first.NextStartAsync()).Attempts.ShouldBe([SessionSamples.Attempt(0)]);
        (await _second.NextStartAsync()).Attempts.ShouldBe([SessionSamples.Attempt(1)]);
        await run.SummarizeAsync(_first, 0, 1);

        await run.LoseAsync(_first);
        FakeLink.Started again = await _second.NextStartAsync();
        await run.FinishAsync(0, "lost", attempt: 1);
        await run.SummarizeAsync(_second, 1, 1);
        FakeLink.Heard heard = await _second.NextPeersAsync();
        await run.FinishAsync(0, "42", attempt: 2);
        await run.FinishAsync(1, "42");
        await run.EndAsync();

        again.Attempts.ShouldBe([SessionSamples.Attempt(0, 2)]);
        again.Texts[0].ShouldBe("p0r1 ");
        heard.Peers.Keys.ShouldBe([SessionSamples.Attempt(0, 2), SessionSamples.Attempt(1)], ignoreOrder: true);
        run.Snapshot.Vote.ShouldNotBeNull().Tallies.ShouldHaveSingleItem().PathIndexes.ShouldBe([0, 1]);
        run.Snapshot.Paths[0].Attempt.ShouldBe(2);
        run.Snapshot.Paths[0].WorkerId.ShouldBe("worker-b");
    }

    [Fact]
    public async Task A_path_whose_worker_was_lost_too_often_fails_and_says_which_worker()
    {
        var options = new ReasoningOptions { MaxAttempts = 2 };
        await using RunnerHarness run = Start(SessionSamples.Settings(paths: 1), options, _first, _second);
        await _first.NextStartAsync();
        await run.LoseAsync(_first);
        await _second.NextStartAsync();
        await run.LoseAsync(_second);
        await run.EndAsync();

        run.Snapshot.State.ShouldBe(SessionState.Failed);
        run.Snapshot.Failure.ShouldNotBeNull().Reason.ShouldBe("ATTEMPTS_EXHAUSTED");
        run.Snapshot.Failure.Message.ShouldContain("worker-b");
        run.Snapshot.Paths[0].State.ShouldBe(PathState.Failed);
        run.Snapshot.Paths[0].Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_failed_path_leaves_the_answer_to_the_others()
    {
        await using RunnerHarness run = Start(SessionSamples.Settings(paths: 2), _first);
        await _first.NextStartAsync();

        await run.BreakAsync(0, retryable: false);
        await run.FinishAsync(1, "42");
        await run.EndAsync();

        run.Snapshot.State.ShouldBe(SessionState.Succeeded);
        run.Snapshot.Paths[0].Failure.ShouldNotBeNull().Reason.ShouldBe("ENGINE_FAILED");
    }

    [Fact]
    public async Task A_path_that_broke_is_tried_again_when_that_may_help()
    {
        await using RunnerHarness run = Start(SessionSamples.Settings(paths: 1), _first);
        await _first.NextStartAsync();

        await run.BreakAsync(0, retryable: true);

        (await _first.NextStartAsync()).Attempts.ShouldBe([SessionSamples.Attempt(0, 2)]);
        await run.BreakAsync(0, retryable: false, attempt: 1);
        await run.FinishAsync(0, "42", attempt: 2);
        await run.EndAsync();
        run.Snapshot.State.ShouldBe(SessionState.Succeeded);
    }

    [Fact]
    public async Task A_link_that_ended_before_the_start_is_passed_over()
    {
        _first.HasEnded = true;
        await using RunnerHarness run = Start(SessionSamples.Settings(paths: 2), _first, _second);
        (await _second.NextStartAsync()).Attempts.ShouldBe([SessionSamples.Attempt(1)]);

        (await _second.NextStartAsync()).Attempts.Single().PathIndex.ShouldBe(0);
    }

    [Fact]
    public async Task A_session_waits_for_slots_and_starts_when_a_worker_comes()
    {
        await using RunnerHarness run = Start(SessionSamples.Settings(paths: 2));
        await run.NextAsync<SessionEvent.Accepted>();
        run.Snapshot.State.ShouldBe(SessionState.Queued);

        run.Queue.Add(_first);

        (await _first.NextStartAsync()).Attempts.Count.ShouldBe(2);
        (await run.NextAsync<SessionEvent.Placed>()).WorkerId.ShouldBe("worker-a");
    }

    [Fact]
    public async Task Without_slots_in_time_the_session_fails()
    {
        var options = new ReasoningOptions { PlacementTimeLimit = TimeSpan.FromMinutes(2) };
        await using RunnerHarness run = Start(SessionSamples.Settings(paths: 5), options, _first);
        await run.NextAsync<SessionEvent.Accepted>();

        run.Time.Advance(TimeSpan.FromMinutes(2));
        await run.EndAsync();

        run.Snapshot.State.ShouldBe(SessionState.Failed);
        run.Snapshot.Failure.ShouldNotBeNull().ShouldSatisfyAllConditions(
            failure => failure.Reason.ShouldBe("PLACEMENT_TIMEOUT"),
            failure => failure.Message.ShouldContain("5 free path slots"),
            failure => failure.Retryable.ShouldBeTrue());
        run.Queue.FreeSlots(_first).ShouldBe(4);
    }

    [Fact]
    public async Task Slots_granted_to_a_session_that_has_just_ended_are_given_back()
    {
        await using var run = new RunnerHarness(SessionSamples.Settings(paths: 2), new ReasoningOptions(), _first);
        await run.PostAsync(new SessionCommand.CancelRequested("Before it began."));

        run.Start();
        await run.EndAsync();

        run.Snapshot.State.ShouldBe(SessionState.Cancelled);
        run.Queue.FreeSlots(_first).ShouldBe(4);
    }

    private static RunnerHarness Start(SessionSettings settings, params FakeLink[] workers) =>
        Start(settings, new ReasoningOptions(), workers);

    private static RunnerHarness Start(SessionSettings settings, ReasoningOptions options, params FakeLink[] workers)
    {
        var run = new RunnerHarness(settings, options, workers);
        run.Start();
        return run;
    }
}
