using LeaP.Reasoning.Paths;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Tests.Sessions;

/// <summary>Makes sessions and what their workers report.</summary>
internal static class TestSessions
{
    public const string Id = "0199f4a2-0000-7000-8000-000000000001";

    public static SessionFailure Failure(string reason = "TEST") => new(reason, "A test said so.", Retryable: false);

    public static SessionSettings Settings(
        int paths = 3, int turns = 4, string mode = ReasoningModes.Leap, params int[] exchangeRounds) => new()
        {
            Problem = "What is one and one?",
            Model = "model",
            Mode = mode,
            PathCount = paths,
            Rounds = Rounds(turns, exchangeRounds),
            Routing = new RoutingSettings(PeerRoutingNames.Dispersed, 2, SimilarityNames.Indel),
            Sampling = new SamplingValues(),
            Seed = 7,
            AnswerFormat = "boxed",
            TimeLimit = TimeSpan.FromHours(1),
        };

    public static RoundSettings Rounds(int turns, params int[] exchangeRounds) => new()
    {
        IntervalTokens = 100,
        SummaryTokens = 20,
        MaxTurns = turns,
        AnswerTokens = 30,
        ExchangeRounds = exchangeRounds,
    };

    public static ReasoningSession New(SessionSettings? settings = null) =>
        new(Id, settings ?? Settings(), new DispersedRouting(), new IndelSimilarity());

    /// <summary>A session with every path on the same worker.</summary>
    public static ReasoningSession Placed(SessionSettings? settings = null)
    {
        ReasoningSession session = New(settings);
        foreach (ReasoningPath path in session.Paths)
        {
            session.Place(path.Index, "worker-a");
        }

        return session;
    }

    public static PathReport Report(int path, int attempt = 1, string text = "text", long tokens = 10) => new(
        new PathAttempt(Id, path, attempt),
        [new TextSegment(TextKind.Reasoning, text)],
        new TokenCounts(0, tokens, 0, 0, 0));

    public static SummaryVerdict Summarize(this ReasoningSession session, int path, int round, int attempt = 1) =>
        session.TakeSummary(Report(path, attempt, $"p{path}r{round} ", round * 10), round, $"summary {round} of path {path}");

    public static bool Finish(this ReasoningSession session, int path, string answer, int attempt = 1) =>
        session.FinishPath(Report(path, attempt, "end", 99), PathFinishReason.Stop, answer);
}
