using Google.Protobuf.WellKnownTypes;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Tests.Support;

/// <summary>A made-up session of two paths with one exchange.</summary>
internal static class SampleEvents
{
    public const string SessionId = "6f1f6a52-0a3b-4a38-8d5f-1f0f6b4b8a11";
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Session Session(SessionState state) => new()
    {
        SessionId = SessionId,
        State = state,
        Model = "leap-embedded",
        PathCount = 2,
        Mode = "leap",
        Problem = "Start with 4. Add 1. Times 2.",
        Rounds = new RoundSchedule { IntervalTokens = 20, MaxTurns = 4, SummaryTokens = 24, AnswerTokens = 12 },
        PeerRouting = new PeerRoutingConfig { Policy = "random", PeerCount = 1, Similarity = "indel" },
        Sampling = new SamplingParameters { Temperature = 1.25f, Seed = 7 },
        CreateTime = Start.ToTimestamp(),
    };

    public static Session Succeeded()
    {
        Session session = Session(SessionState.Succeeded);
        session.Answer = new Answer { Text = "10" };
        session.Answer.Tallies.Add(new AnswerTally { Text = "10", PathIds = { "p0", "p1" } });
        session.Usage = new TokenUsage { PromptTokens = 11, ReasoningTokens = 60, SummaryTokens = 20, PeerTokens = 30, DiscardedTokens = 5 };
        session.FinishTime = (Start + TimeSpan.FromSeconds(2.5)).ToTimestamp();
        return session;
    }

    public static Session Failed(string reason, string message)
    {
        Session session = Session(SessionState.Failed);
        session.Failure = new Failure { Reason = reason, Message = message };
        return session;
    }

    public static ReasoningPath Path(string pathId, string answer) => new()
    {
        PathId = pathId,
        State = PathState.Finished,
        Answer = answer,
        FinishReason = FinishReason.Stop,
        WorkerId = "w1",
        Usage = new TokenUsage { PromptTokens = 11, ReasoningTokens = 30, SummaryTokens = 10, PeerTokens = 15, DiscardedTokens = 2 },
    };

    public static SessionEvent Accepted() => new() { SessionAccepted = new SessionAccepted { Session = Session(SessionState.Queued) } };

    public static SessionEvent Placed(string pathId, int attempt = 1) =>
        new() { PathPlaced = new PathPlaced { PathId = pathId, WorkerId = "w1", Attempt = attempt } };

    public static SessionEvent Text(string pathId, string text, int turn = 1, int turnTokens = 5) =>
        new() { TextGenerated = new TextGenerated { PathId = pathId, Text = text, Turn = turn, TurnTokens = turnTokens } };

    public static SessionEvent Summary(string pathId, string summary) =>
        new() { SummaryPublished = new SummaryPublished { PathId = pathId, Round = 1, Summary = summary } };

    public static SessionEvent Routed()
    {
        var routed = new RoundRouted { Round = 1, LatePathIds = { "p7" } };
        routed.Deliveries.Add(Delivery("p0", "p1"));
        routed.Deliveries.Add(Delivery("p1", "p0"));
        return new() { RoundRouted = routed };
    }

    public static SessionEvent Finished(ReasoningPath path) => new() { PathFinished = new PathFinished { Path = path } };

    public static SessionEvent Ended(Session session) => new() { SessionFinished = new SessionFinished { Session = session } };

    public static IReadOnlyList<SessionEvent> Whole() => Numbered(
        Accepted(), Placed("p0"), Placed("p1", attempt: 2), Text("p0", "#1 4 + 1 = 5\n\n"),
        Summary("p0", "#1 = 5"), Summary("p1", "#1 = 6"), Routed(),
        Finished(Path("p0", "10")), Finished(Path("p1", "10")), Ended(Succeeded()));

    public static IReadOnlyList<SessionEvent> Numbered(params SessionEvent[] events)
    {
        for (int i = 0; i < events.Length; i++)
        {
            events[i].Sequence = i + 1;
            events[i].EventTime = (Start + TimeSpan.FromMilliseconds(100 * i)).ToTimestamp();
        }

        return events;
    }

    public static IEnumerable<ReasonResponse> Responses(IEnumerable<SessionEvent> events) =>
        events.Select(sessionEvent => new ReasonResponse { Event = sessionEvent });

    private static RoundRouted.Types.Delivery Delivery(string to, string from)
    {
        var delivery = new RoundRouted.Types.Delivery { PathId = to };
        delivery.Peers.Add(new PeerSummary { PathId = from, Similarity = 0.834f, Text = "#1 = 5" });
        return delivery;
    }
}
