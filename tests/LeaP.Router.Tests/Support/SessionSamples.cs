using LeaP.Reasoning.Paths;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Similarity;

namespace LeaP.Router.Tests.Support;

/// <summary>Sessions and what their workers report.</summary>
internal static class SessionSamples
{
    public const string Id = "0199f4a2-0000-7000-8000-000000000001";

    public static SessionSettings Settings(int paths = 2, int turns = 3, string mode = ReasoningModes.Leap) => new()
    {
        Problem = "What is one and one?",
        Model = "model",
        Mode = mode,
        PathCount = paths,
        Rounds = new RoundSettings { IntervalTokens = 100, SummaryTokens = 20, MaxTurns = turns, AnswerTokens = 30 },
        Routing = new RoutingSettings(PeerRoutingNames.Dispersed, 1, SimilarityNames.Indel),
        Sampling = new SamplingValues { Temperature = 0.5f, TopP = 0.75f, TopK = 20, MinP = 0.25f, RepetitionPenalty = 1.5f, StopStrings = ["END"] },
        Seed = 7,
        AnswerFormat = "boxed",
        TimeLimit = TimeSpan.FromHours(1),
    };

    public static ReasoningSession Session(SessionSettings? settings = null) =>
        new(Id, settings ?? Settings(), new DispersedRouting(), new IndelSimilarity());

    public static PathAttempt Attempt(int path, int number = 1) => new(Id, path, number);

    public static PathReport Report(PathAttempt attempt, string text) => new(
        attempt, [new TextSegment(TextKind.Reasoning, text)], new TokenCounts(1, 10, 2, 3, 0));
}
