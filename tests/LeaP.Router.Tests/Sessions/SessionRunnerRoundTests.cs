using LeaP.Reasoning.Sessions;
using LeaP.Router.Options;
using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Sessions;

public sealed class SessionRunnerRoundTests
{
    private readonly FakeLink _worker = new("worker-a", 8);
    private readonly ReasoningOptions _options = new() { RoundTimeLimit = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task A_round_that_waited_long_enough_goes_on_without_the_late_path()
    {
        await using RunnerHarness run = Start(paths: 3);
        await run.SummarizeAsync(_worker, 0, 1);
        await run.SettleAsync(1);
        run.Time.Advance(TimeSpan.FromMinutes(9));
        await run.SummarizeAsync(_worker, 1, 1);
        await run.SettleAsync(2);

        run.Time.Advance(TimeSpan.FromMinutes(1));
        SessionEvent.Routed routed = await run.NextAsync<SessionEvent.Routed>();
        FakeLink.Heard inTime = await _worker.NextPeersAsync();
        await run.SummarizeAsync(_worker, 2, 1);
        FakeLink.Heard late = await _worker.NextPeersAsync();

        routed.Round.LatePaths.ShouldBe([2]);
        inTime.Peers.Keys.ShouldBe([SessionSamples.Attempt(0), SessionSamples.Attempt(1)], ignoreOrder: true);
        late.Round.ShouldBe(1);
        late.Peers.ShouldHaveSingleItem().Value.ShouldBeEmpty();
        late.Peers.Keys.ShouldHaveSingleItem().ShouldBe(SessionSamples.Attempt(2));
    }

    [Fact]
    public async Task The_limit_of_a_round_that_was_closed_does_not_touch_the_next_one()
    {
        await using RunnerHarness run = Start(paths: 2);
        await run.SummarizeAsync(_worker, 0, 1);
        await run.SettleAsync(1);
        run.Time.Advance(TimeSpan.FromMinutes(9));
        await run.SummarizeAsync(_worker, 1, 1);
        await run.NextAsync<SessionEvent.Routed>();
        await run.SummarizeAsync(_worker, 0, 2);
        await run.SettleAsync(1);

        run.Time.Advance(TimeSpan.FromMinutes(9));
        await run.SettleAsync(1);
        run.Snapshot.CompletedRounds.ShouldBe(1);

        run.Time.Advance(TimeSpan.FromMinutes(1));
        (await run.NextAsync<SessionEvent.Routed>()).Round.LatePaths.ShouldBe([1]);
    }

    [Fact]
    public async Task A_path_that_ends_completes_the_round_the_others_wait_in()
    {
        await using RunnerHarness run = Start(paths: 2);
        await run.SummarizeAsync(_worker, 0, 1);
        await run.FinishAsync(1, "42");

        (await _worker.NextPeersAsync()).Peers[SessionSamples.Attempt(0)].ShouldBeEmpty();
        (await run.NextAsync<SessionEvent.Routed>()).Round.LatePaths.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_round_whose_only_summary_is_gone_with_its_path_waits_for_another()
    {
        await using RunnerHarness run = Start(paths: 3);
        await run.SummarizeAsync(_worker, 0, 1);
        await run.BreakAsync(0, retryable: false);
        await run.SettleAsync(1);

        run.Time.Advance(TimeSpan.FromMinutes(10));
        await run.SettleAsync(1);
        run.Snapshot.State.ShouldBe(SessionState.Running);
        run.Snapshot.CompletedRounds.ShouldBe(0);
        await run.SummarizeAsync(_worker, 1, 1);
        await run.SettleAsync(2);
        run.Time.Advance(TimeSpan.FromMinutes(10));

        (await run.NextAsync<SessionEvent.Routed>()).Round.LatePaths.ShouldBe([2]);
    }

    [Fact]
    public async Task A_worker_that_tells_of_an_impossible_round_loses_the_path()
    {
        await using RunnerHarness run = Start(paths: 2);
        await _worker.NextStartAsync();

        await run.SummarizeAsync(_worker, 0, 2);

        (await _worker.NextCancelAsync()).Attempts.ShouldBe([SessionSamples.Attempt(0)]);
        FakeLink.Started again = await _worker.NextStartAsync();
        again.Attempts.ShouldBe([SessionSamples.Attempt(0, 2)]);
        again.Texts[0].ShouldBeEmpty();
    }

    [Fact]
    public async Task A_summary_told_twice_is_shown_once()
    {
        await using RunnerHarness run = Start(paths: 2);
        await run.SummarizeAsync(_worker, 0, 1);
        await run.SummarizeAsync(_worker, 0, 1);
        await run.SummarizeAsync(_worker, 1, 1);
        await run.FinishAsync(0, "42");
        await run.FinishAsync(1, "42");

        (await run.RemainingAsync()).Count(kind => kind == "Summary").ShouldBe(2);
        run.Snapshot.State.ShouldBe(SessionState.Succeeded);
    }

    private RunnerHarness Start(int paths)
    {
        var run = new RunnerHarness(SessionSamples.Settings(paths, turns: 4), _options, _worker);
        run.Start();
        return run;
    }
}
