using FsCheck.Xunit;
using LeaP.Reasoning.Rounds;

namespace LeaP.Reasoning.Tests.Rounds;

public sealed class RoundBarrierTests
{
    [Fact]
    public void A_round_is_complete_when_every_live_path_has_reported()
    {
        var barrier = new RoundBarrier([2, 0, 1]);
        barrier.Report(2, 0, "c").ShouldBe(ReportResult.Accepted);
        barrier.Report(0, 0, "a").ShouldBe(ReportResult.Accepted);
        barrier.IsComplete.ShouldBeFalse();
        barrier.Awaited.ShouldBe([1]);
        barrier.Report(1, 0, "b").ShouldBe(ReportResult.Accepted);
        barrier.IsComplete.ShouldBeTrue();

        RoundOutcome outcome = barrier.Close();

        outcome.Round.ShouldBe(0);
        outcome.Present.ShouldBe([new(0, "a"), new(1, "b"), new(2, "c")]);
        outcome.Late.ShouldBeEmpty();
        barrier.Round.ShouldBe(1);
        barrier.IsComplete.ShouldBeFalse();
        barrier.Awaited.ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void A_repeated_report_changes_nothing()
    {
        var barrier = new RoundBarrier([0, 1]);
        barrier.Report(0, 0, "first");
        barrier.Report(0, 0, "second").ShouldBe(ReportResult.Duplicate);
        barrier.Close().Present.ShouldBe([new(0, "first")]);
        barrier.Report(0, 0, "third").ShouldBe(ReportResult.Duplicate);
        barrier.Close().Present.ShouldBeEmpty();
    }

    [Fact]
    public void A_path_the_round_did_not_wait_for_is_late_and_expected_in_the_next()
    {
        var barrier = new RoundBarrier([0, 1]);
        barrier.Report(0, 0, "a");
        barrier.Close().Late.ShouldBe([1]);
        barrier.Report(1, 0, "too late").ShouldBe(ReportResult.Late);
        barrier.Report(1, 1, "b").ShouldBe(ReportResult.Accepted);
        barrier.Report(0, 1, "c").ShouldBe(ReportResult.Accepted);
        barrier.Close().Present.ShouldBe([new(0, "c"), new(1, "b")]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(-1)]
    public void A_report_for_another_round_is_rejected(int round)
    {
        var barrier = new RoundBarrier([0], round: 5);
        barrier.Report(0, round, "x").ShouldBe(ReportResult.WrongRound);
        barrier.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void A_path_taken_out_is_no_longer_awaited_or_heard()
    {
        var barrier = new RoundBarrier([0, 1, 2]);
        barrier.Report(0, 0, "a");
        barrier.Report(1, 0, "b");
        barrier.Remove(2).ShouldBeTrue();
        barrier.IsComplete.ShouldBeTrue();
        barrier.Remove(1).ShouldBeTrue();
        barrier.Remove(1).ShouldBeFalse();
        barrier.Report(1, 0, "b").ShouldBe(ReportResult.UnknownPath);
        barrier.Close().Present.ShouldBe([new(0, "a")]);
    }

    [Fact]
    public void A_path_that_was_moved_joins_again_and_reports_anew()
    {
        var barrier = new RoundBarrier([0, 1]);
        barrier.Report(0, 0, "a");
        barrier.Report(1, 0, "lost");
        barrier.Remove(1);
        barrier.Join(1).ShouldBeTrue();
        barrier.Join(1).ShouldBeFalse();
        barrier.IsComplete.ShouldBeFalse();
        barrier.Report(1, 0, "b").ShouldBe(ReportResult.Accepted);
        barrier.Close().Present.ShouldBe([new(0, "a"), new(1, "b")]);
    }

    [Fact]
    public void A_session_without_live_paths_has_no_complete_round()
    {
        var barrier = new RoundBarrier([0]);
        barrier.Report(0, 0, "a");
        barrier.Remove(0);
        barrier.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void The_next_round_may_lie_further_ahead_but_never_behind()
    {
        var barrier = new RoundBarrier([0]);
        barrier.Close(nextRound: 3);
        barrier.Round.ShouldBe(3);
        barrier.Report(0, 2, "x").ShouldBe(ReportResult.WrongRound);
        Should.Throw<ArgumentOutOfRangeException>(() => barrier.Close(nextRound: 3));
    }

    [Fact]
    public void Impossible_paths_are_refused()
    {
        Should.Throw<ArgumentException>(() => new RoundBarrier([1, 1])).Message.ShouldContain("Path 1");
        Should.Throw<ArgumentOutOfRangeException>(() => new RoundBarrier([-1]));
        Should.Throw<ArgumentOutOfRangeException>(() => new RoundBarrier([0], round: -1));
    }

    [Property]
    public void Whatever_the_order_of_reports_the_outcome_holds_each_live_path_once(byte[] reports)
    {
        var barrier = new RoundBarrier(Enumerable.Range(0, 8));
        foreach (byte report in reports)
        {
            barrier.Report(report % 10, 0, $"{report % 10}");
        }

        RoundOutcome outcome = barrier.Close();
        int[] heard = [.. reports.Select(report => report % 10).Where(path => path < 8).Distinct().Order()];
        outcome.Present.Select(entry => entry.PathIndex).ShouldBe(heard);
        outcome.Present.ShouldAllBe(entry => entry.Summary == $"{entry.PathIndex}");
        outcome.Late.ShouldBe(Enumerable.Range(0, 8).Except(heard));
    }
}
