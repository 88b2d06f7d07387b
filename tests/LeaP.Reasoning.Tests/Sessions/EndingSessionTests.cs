using FsCheck.Xunit;
using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Sessions;

namespace LeaP.Reasoning.Tests.Sessions;

/// <summary>Early decision and token budget.</summary>
public sealed class EndingSessionTests
{
    [Fact]
    public void A_decided_vote_stops_the_paths_that_are_out_and_names_them()
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(paths: 5) with { StopWhenDecided = true });
        session.Finish(0, "42");
        session.Finish(2, "42");
        session.IsDecided.ShouldBeFalse();
        session.Finish(4, "42");

        session.IsDecided.ShouldBeTrue();
        session.StopDecided().ShouldBe([1, 3]);
        session.Conclude(TestSessions.Failure());

        session.Vote.ShouldNotBeNull().Winner.ShouldBe("42");
        session.Vote.Stopped.ShouldBe([1, 3]);
        session.Paths[1].FinishReason.ShouldBe(PathFinishReason.Decided);
        session.State.ShouldBe(SessionState.Succeeded);
    }

    [Fact]
    public void Nothing_is_stopped_unless_it_was_asked_for()
    {
        ReasoningSession session = TestSessions.Placed();
        session.Finish(0, "42");
        session.Finish(1, "42");
        session.IsDecided.ShouldBeFalse();
    }

    [Property(MaxTest = 300)]
    public void Stopping_early_never_changes_the_winner(byte[] answers, int seed)
    {
        int paths = Math.Clamp(answers.Length, 1, 64);
        string[] given = [.. Enumerable.Range(0, paths).Select(path => path < answers.Length ? $"{answers[path] % 3}" : "")];
        int[] order = [.. Enumerable.Range(0, paths)];
        new Random(seed).Shuffle(order);

        string? patient = Run(given, order, stop: false);
        string? early = Run(given, order, stop: true);

        early.ShouldBe(patient);
    }

    [Fact]
    public void A_budget_is_shared_out_evenly()
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(paths: 3) with { TokenBudget = 100 });
        session.Paths.Select(path => path.TokenAllowance).ShouldBe([34L, 33L, 33L]);
    }

    [Fact]
    public void What_an_ended_path_left_over_goes_to_the_others_at_the_next_exchange()
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(paths: 3) with { TokenBudget = 300 });
        session.FinishPath(TestSessions.Report(0, tokens: 20), PathFinishReason.Stop, "1");
        session.TakeSummary(TestSessions.Report(1, tokens: 60), 1, "a");
        session.TakeSummary(TestSessions.Report(2, tokens: 80), 1, "b");

        session.CloseRound();

        // 300 - 20 - 60 - 80 = 140 are free, 70 for each of the two.
        session.Paths[1].TokenAllowance.ShouldBe(130);
        session.Paths[2].TokenAllowance.ShouldBe(150);
    }

    [Fact]
    public void Without_a_budget_there_is_no_allowance() =>
        TestSessions.New().Paths.ShouldAllBe(path => path.TokenAllowance == null);

    [Property(MaxTest = 300)]
    public void Allowances_never_add_up_to_more_than_the_budget(byte[] steps, ushort extra)
    {
        const int Paths = 4;
        long budget = Paths + extra;
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(Paths, turns: 1000) with { TokenBudget = budget });
        foreach (byte step in steps)
        {
            ReasoningPath path = session.Paths[step % Paths];
            long drawn = Math.Min(path.Usage.Drawn + (step / Paths), path.TokenAllowance ?? 0);
            PathReport report = TestSessions.Report(path.Index, tokens: drawn);
            if (step > 250)
            {
                session.FinishPath(report, PathFinishReason.Stop, "1");
            }
            else
            {
                session.TakeSummary(report, path.Round + 1, "s");
            }

            if (session.IsRoundComplete)
            {
                session.CloseRound();
            }

            session.Paths.Sum(p => p.IsLive ? p.TokenAllowance ?? 0 : p.Usage.Drawn).ShouldBeLessThanOrEqualTo(budget);
            session.Paths.ShouldAllBe(p => p.TokenAllowance >= p.Usage.Drawn);
        }
    }

    private static string? Run(string[] answers, int[] order, bool stop)
    {
        ReasoningSession session = TestSessions.Placed(TestSessions.Settings(answers.Length) with { StopWhenDecided = stop });
        foreach (int path in order)
        {
            session.Finish(path, answers[path]);
            if (session.IsDecided)
            {
                session.StopDecided().ShouldNotBeEmpty();
                break;
            }
        }

        session.Conclude(TestSessions.Failure());
        return session.Vote?.Winner;
    }
}
