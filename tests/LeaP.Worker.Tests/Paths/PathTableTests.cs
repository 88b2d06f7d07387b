using LeaP.Inference.Scripted;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Paths;
using LeaP.Worker.Tests.Support;

namespace LeaP.Worker.Tests.Paths;

public sealed class PathTableTests
{
    private readonly RecordingReports _reports = new();

    [Fact]
    public async Task Every_path_of_an_order_runs_to_its_end()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ShortThinker);

        worker.Paths.Start(Orders.Session(Orders.Path(0), Orders.Path(1), Orders.Path(2)), _reports);
        await worker.Paths.WaitAllAsync(TestContext.Current.CancellationToken).Soon();

        Told.Finished[] ends = [.. _reports.TakeAll().Cast<Told.Finished>()];
        ends.Select(end => end.Attempt.PathIndex).ShouldBe([0, 1, 2], ignoreOrder: true);
        ends.ShouldAllBe(end => end.Answer == "7" && end.Reason == PathFinishReason.Stop);
        ends.Select(end => end.Report.Text[1].Text).Distinct().Count().ShouldBe(3);
        worker.Paths.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Peers_reach_the_path_they_are_for()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync();
        SessionOrder session = Orders.Session(Orders.Path()) with { Rounds = Orders.Rounds(turns: 2) };

        worker.Paths.Start(session, _reports);
        (await _reports.NextAsync()).ShouldBeOfType<Told.Summary>();
        worker.Paths.Deliver(Orders.Attempt(1), 1, ["for somebody else"]);
        worker.Paths.Deliver(Orders.Attempt(0, 2), 1, ["for another attempt"]);
        worker.Paths.Deliver(Orders.Attempt(), 1, ["for this one"]);

        Told.Finished end = (await _reports.NextAsync()).ShouldBeOfType<Told.Finished>();
        end.Report.Text[0].Kind.ShouldBe(TextKind.PeerBlock);
        end.Report.Text[0].Text.ShouldContain("for this one");
        end.Report.Text[0].Text.ShouldNotContain("else");
    }

    [Fact]
    public async Task One_path_is_cancelled_and_the_others_run_on()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ScriptedWorker.Frozen);
        worker.Paths.Start(Orders.Session(Orders.Path(0), Orders.Path(1)), _reports);

        worker.Paths.Cancel(Orders.Attempt(0));
        worker.Paths.Cancel(Orders.Attempt(5));
        Told.Finished end = (await _reports.NextAsync()).ShouldBeOfType<Told.Finished>();

        end.Attempt.ShouldBe(Orders.Attempt(0));
        end.Reason.ShouldBe(PathFinishReason.Cancelled);
        end.Answer.ShouldBeEmpty();
        worker.Paths.Count.ShouldBe(1);
        _reports.TakeAll().ShouldBeEmpty();
    }

    [Fact]
    public async Task All_paths_are_cancelled_and_their_slots_are_free_again()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ScriptedWorker.Frozen, slots: 2);
        for (int round = 1; round <= 3; round++)
        {
            worker.Paths.Start(Orders.Session(Orders.Path(0, round), Orders.Path(1, round)), _reports);

            await worker.Paths.CancelAllAsync(TestContext.Current.CancellationToken).Soon();

            worker.Paths.Count.ShouldBe(0);
            List<Told> told = _reports.TakeAll();
            told.Count.ShouldBe(2);
            told.ShouldAllBe(end => ((Told.Finished)end).Reason == PathFinishReason.Cancelled);
        }
    }

    [Fact]
    public async Task A_path_that_still_waits_for_a_slot_is_cancelled_too()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ScriptedWorker.Frozen, slots: 1);
        worker.Paths.Start(Orders.Session(Orders.Path(0)), _reports);
        worker.Paths.Start(Orders.Session(Orders.Path(1)), _reports);

        worker.Paths.Cancel(Orders.Attempt(1));

        Told.Finished end = (await _reports.NextAsync()).ShouldBeOfType<Told.Finished>();
        end.Attempt.ShouldBe(Orders.Attempt(1));
        end.Reason.ShouldBe(PathFinishReason.Cancelled);
        worker.Paths.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_of_the_engine_is_reported_and_may_help_elsewhere()
    {
        ScriptedEngineOptions broken =
            ShortThinker with { Answer = _ => throw new InvalidOperationException("Out of ink.") };
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(broken);

        worker.Paths.Start(Orders.Session(Orders.Path()), _reports);

        Told.Failed failed = (await _reports.NextAsync()).ShouldBeOfType<Told.Failed>();
        failed.Attempt.ShouldBe(Orders.Attempt());
        failed.Failure.Reason.ShouldBe("ENGINE_FAILED");
        failed.Failure.Message.ShouldContain("Out of ink.");
        failed.Failure.Retryable.ShouldBeTrue();
    }

    [Fact]
    public async Task A_problem_longer_than_the_context_is_named_and_not_tried_again()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(maxContextTokens: 20);

        worker.Paths.Start(Orders.Session(Orders.Path(0), Orders.Path(1)), _reports);
        await worker.Paths.WaitAllAsync(TestContext.Current.CancellationToken).Soon();

        List<Told> told = _reports.TakeAll();
        told.Count.ShouldBe(2);
        foreach (Told.Failed failed in told.Cast<Told.Failed>())
        {
            failed.Failure.Reason.ShouldBe("CONTEXT_OVERFLOW");
            failed.Failure.Message.ShouldStartWith("problem: ");
            failed.Failure.Message.ShouldContain("20");
            failed.Failure.Retryable.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task An_attempt_named_twice_runs_once()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ScriptedWorker.Frozen);

        worker.Paths.Start(Orders.Session(Orders.Path()), _reports);
        worker.Paths.Start(Orders.Session(Orders.Path()), _reports);

        worker.Paths.Count.ShouldBe(1);
        await worker.Paths.CancelAllAsync(TestContext.Current.CancellationToken).Soon();
        _reports.TakeAll().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Paths_whose_link_has_ended_go_quietly()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ShortThinker, slots: 1);
        _reports.HasEnded = true;

        worker.Paths.Start(Orders.Session(Orders.Path()), _reports);
        await worker.Paths.WaitAllAsync(TestContext.Current.CancellationToken).Soon();

        worker.Paths.Count.ShouldBe(0);
        var next = new RecordingReports();
        worker.Paths.Start(Orders.Session(Orders.Path(number: 2)), next);
        (await next.NextAsync()).ShouldBeOfType<Told.Finished>().Answer.ShouldBe("7");
    }

    [Fact]
    public async Task Text_is_told_before_the_end_and_whole_when_it_is_wanted()
    {
        await using ScriptedWorker worker = await ScriptedWorker.StartAsync(ShortThinker);

        worker.Paths.Start(Orders.Session(Orders.Path()) with { TextWanted = true }, _reports);
        await worker.Paths.WaitAllAsync(TestContext.Current.CancellationToken).Soon();

        List<Told> told = _reports.TakeAll();
        Told.Finished end = told[^1].ShouldBeOfType<Told.Finished>();
        told.Take(told.Count - 1).ShouldAllBe(text => text is Told.Text);
        string.Concat(told.OfType<Told.Text>().Select(text => text.Progress.Text))
            .ShouldBe(string.Concat(end.Report.Text.Skip(1).Select(segment => segment.Text)));
    }

    private static ScriptedEngineOptions ShortThinker => ScriptedWorker.Endless with { ThinkTokens = 20 };
}
