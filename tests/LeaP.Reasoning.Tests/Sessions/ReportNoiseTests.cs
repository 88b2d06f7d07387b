using System.Globalization;
using FsCheck.Xunit;
using LeaP.Reasoning.Randomness;
using LeaP.Reasoning.Sessions;

namespace LeaP.Reasoning.Tests.Sessions;

public sealed class ReportNoiseTests
{
    [Property(MaxTest = 300)]
    public void Duplicated_reordered_and_stale_reports_leave_the_session_as_without_them(ulong seed)
    {
        var random = new SeededRandom(seed);
        SessionSettings settings = TestSessions.Settings(2 + random.NextBelow(4), 2 + random.NextBelow(4));
        int[] lastTurns = [.. Enumerable.Range(0, settings.PathCount).Select(_ => 1 + random.NextBelow(settings.Rounds.MaxTurns))];
        Step[] steps = NewSteps(settings, lastTurns);

        string clean = Run(settings, steps, (_, _) => { });
        string noisy = Run(settings, Shuffled(steps, random), (session, told) => MakeNoise(session, steps, told, random));

        noisy.ShouldBe(clean);
    }

    /// <summary>What the workers tell, round by round: a summary after each turn but a path's last, then its end.</summary>
    private static Step[] NewSteps(SessionSettings settings, int[] lastTurns) =>
    [
        .. Enumerable.Range(1, settings.Rounds.MaxTurns).SelectMany(turn => Enumerable.Range(0, lastTurns.Length)
            .Where(path => turn <= lastTurns[path])
            .Select(path => new Step(path, turn, turn == lastTurns[path]))),
    ];

    /// <summary>Another order of the paths within every turn.</summary>
    private static Step[] Shuffled(Step[] steps, SeededRandom random) =>
        [.. steps.OrderBy(step => step.Turn).ThenBy(_ => random.NextUInt64())];

    private static string Run(SessionSettings settings, Step[] steps, Action<ReasoningSession, IReadOnlyList<Step>> disturb)
    {
        ReasoningSession session = TestSessions.Placed(settings);
        var told = new List<Step>();
        var rounds = new List<string>();
        foreach (Step step in steps)
        {
            disturb(session, told);
            Tell(session, step, 1).ShouldBeTrue();
            told.Add(step);
            disturb(session, told);
            if (session.IsRoundComplete)
            {
                rounds.Add(Describe(session.CloseRound()));
                disturb(session, told);
            }
        }

        session.AllPathsEnded.ShouldBeTrue();
        session.Conclude(TestSessions.Failure());
        return Describe(session, rounds);
    }

    private static void MakeNoise(ReasoningSession session, Step[] all, IReadOnlyList<Step> told, SeededRandom random)
    {
        for (int i = random.NextBelow(4); i > 0; i--)
        {
            Step any = all[random.NextBelow(all.Length)];
            int strange = random.NextBelow(2) == 0 ? 0 : 2;
            Tell(session, any, strange).ShouldBeFalse();
            if (told.Count > 0)
            {
                Tell(session, told[random.NextBelow(told.Count)], 1).ShouldBeFalse();
            }

            // A summary from the future: its path has not been in the round before, or still waits for its peers.
            ReasoningPath path = session.Paths[any.Path];
            int ahead = path.State == PathState.Waiting ? 1 : 2;
            Tell(session, new Step(any.Path, path.Round + ahead + random.NextBelow(3), IsLast: false), 1).ShouldBeFalse();
        }
    }

    /// <summary>True when the session took it.</summary>
    private static bool Tell(ReasoningSession session, Step step, int attempt) => step.IsLast
        ? session.Finish(step.Path, step.Turn.ToString(CultureInfo.InvariantCulture), attempt)
        : session.Summarize(step.Path, step.Turn, attempt) == SummaryVerdict.Counted;

    private static string Describe(RoutedRound round)
    {
        IEnumerable<string> deliveries = round.Deliveries.Select(delivery =>
            $"{delivery.PathIndex} hears {string.Join(',', delivery.Peers.Select(peer => (peer.PathIndex, peer.Summary)))}");
        return $"round {round.Round}: {string.Join("; ", deliveries)}; late {string.Join(',', round.LatePaths)}";
    }

    private static string Describe(ReasoningSession session, IReadOnlyList<string> rounds)
    {
        IEnumerable<string> paths = session.Paths.Select(path =>
            $"{path.Id} {path.State} {path.Round} {path.RoutedRound} {path.LatestSummary} {path.Answer} {path.Usage} "
            + string.Concat(path.Transcript.Select(segment => segment.Text)));
        return string.Join('\n', [.. rounds, .. paths, $"{session.State} {session.Vote?.Winner} {session.Usage}"]);
    }

    private sealed record Step(int Path, int Turn, bool IsLast);
}
