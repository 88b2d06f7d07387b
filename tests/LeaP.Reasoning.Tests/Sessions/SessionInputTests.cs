using System.Globalization;
using System.Text.Json;
using FsCheck.Xunit;
using LeaP.Reasoning.Randomness;
using LeaP.Reasoning.Sessions;

namespace LeaP.Reasoning.Tests.Sessions;

public sealed class SessionInputTests
{
    [Property(MaxTest = 300)]
    public void A_session_made_from_the_inputs_of_another_is_the_same(ulong seed)
    {
        var random = new SeededRandom(seed);
        SessionSettings settings = Draw(random) with { Seed = (long)(seed % 1000) };
        ReasoningSession session = TestSessions.New(settings);
        for (int i = 0; i < 60; i++)
        {
            Disturb(session, random);
        }

        string stored = JsonSerializer.Serialize(session.Inputs);
        ReasoningSession again = TestSessions.New(settings);
        foreach (SessionInput input in JsonSerializer.Deserialize<SessionInput[]>(stored).ShouldNotBeNull())
        {
            again.Apply(input);
        }

        Describe(again).ShouldBe(Describe(session));
        JsonSerializer.Serialize(again.Inputs).ShouldBe(stored);
    }

    [Fact]
    public void Settings_survive_being_stored()
    {
        SessionSettings settings = TestSessions.Settings(exchangeRounds: [1, 3]) with
        {
            Labels = new Dictionary<string, string> { ["team"] = "blue" },
        };

        SessionSettings again = JsonSerializer.Deserialize<SessionSettings>(JsonSerializer.Serialize(settings)).ShouldNotBeNull();

        JsonSerializer.Serialize(again).ShouldBe(JsonSerializer.Serialize(settings));
        again.Labels["team"].ShouldBe("blue");
        again.Rounds.ExchangeRounds.ShouldBe([1, 3]);
    }

    [Fact]
    public void An_input_that_cannot_follow_is_refused()
    {
        ReasoningSession session = TestSessions.Placed();
        var late = new SessionInput
        {
            Kind = SessionInputKind.Summarized,
            Report = TestSessions.Report(0),
            Round = 3,
            Summary = "of no round",
        };

        Should.Throw<InvalidOperationException>(() => session.Apply(late)).Message.ShouldContain("Summarized");
        Should.Throw<InvalidOperationException>(() => session.Apply(new SessionInput { Kind = SessionInputKind.RoundClosed }));
        Should.Throw<InvalidOperationException>(() => session.Apply(new SessionInput { Kind = SessionInputKind.Finished }));
    }

    private static SessionSettings Draw(SeededRandom random)
    {
        SessionSettings plain = TestSessions.Settings(2 + random.NextBelow(4), 2 + random.NextBelow(4)) with
        {
            StopWhenDecided = random.NextBelow(3) == 0,
            TokenBudget = random.NextBelow(3) == 0 ? 100_000 : 0,
        };
        return random.NextBelow(3) switch
        {
            0 => plain with
            {
                Mode = ReasoningModes.LeapS,
                PathCount = 4,
                Groups = new GroupSettings(2, 1),
            },
            1 => plain with
            {
                Mode = ReasoningModes.Moa,
                PathCount = 5,
                Mixture = new MixtureSettings(3, 2, 1),
            },
            _ => plain,
        };
    }

    private static void Disturb(ReasoningSession session, SeededRandom random)
    {
        ReasoningPath path = session.Paths[random.NextBelow(session.Paths.Count)];
        switch (random.NextBelow(10))
        {
            case 0:
                session.Displace(path.Index);
                break;
            case 1 when path.IsLive && random.NextBelow(3) == 0:
                session.FailPath(path.Index, TestSessions.Failure());
                break;
            case 2 when random.NextBelow(2) == 0:
                session.Finish(path.Index, random.NextBelow(3).ToString(CultureInfo.InvariantCulture), path.Attempt);
                break;
            case 3 when session.RoundHasBegun:
                session.CloseRound();
                break;
            case < 6 when path.State == PathState.Pending:
                session.Place(path.Index, $"worker-{random.NextBelow(3)}");
                break;
            case 6 when session.IsDecided:
                session.StopDecided();
                break;
            case 7:
                session.TakeCounts(TestSessions.Report(path.Index, path.Attempt));
                break;
            case 8 when !path.IsLive && !path.IsEndTold:
                session.TellEnd(path.Index);
                break;
            case 9:
                session.OpenLayer();
                break;
            default:
                session.Summarize(path.Index, path.Round + 1, path.Attempt);
                if (session.IsRoundComplete)
                {
                    session.CloseRound();
                }

                break;
        }
    }

    private static string Describe(ReasoningSession session)
    {
        IEnumerable<string> paths = session.Paths.Select(path =>
            $"{path.Id} {path.State} {path.Attempt} {path.WorkerId} {path.Round} {path.RoutedRound} {path.OffersLateSummary} {path.IsEndTold} {path.TokenAllowance} "
            + $"{string.Join(',', path.RoutedPeers)} {path.LatestSummary} {path.Answer} {path.FinishReason} {path.Failure} "
            + $"{path.Usage} {string.Concat(path.Transcript.Select(segment => segment.Text))}");
        return string.Join('\n', [.. paths, $"{session.State} {session.OpenRound} {session.CompletedRounds}"]);
    }
}
