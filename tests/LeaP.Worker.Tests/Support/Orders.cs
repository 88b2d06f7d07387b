using LeaP.Inference.Sampling;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Paths;

namespace LeaP.Worker.Tests.Support;

/// <summary>What a router asks of a worker.</summary>
internal static class Orders
{
    public const string SessionId = "0199f4a2-0000-7000-8000-000000000001";

    public static PathAttempt Attempt(int path = 0, int number = 1) => new(SessionId, path, number);

    public static PathOrder Path(int path = 0, int number = 1) =>
        new(Attempt(path, number), (ulong)(100 + path), [], 0, null, TokenCounts.Zero);

    /// <summary>A path that goes on elsewhere from its text.</summary>
    public static PathOrder Moved(
        IReadOnlyList<TextSegment> text, int round, IReadOnlyList<string>? peers, TokenCounts usage) =>
        Path(number: 2) with { PriorText = text, Round = round, Peers = peers, Usage = usage };

    public static SessionOrder Session(params PathOrder[] paths) => new()
    {
        Model = "scripted",
        Problem = "What is one and one?",
        Mode = ReasoningModes.Leap,
        AnswerFormat = "boxed",
        AnswerSection = true,
        Sampling = new SamplingSettings(),
        StopStrings = [],
        Rounds = Rounds(),
        PeerWaitLimit = TimeSpan.FromMinutes(1),
        TextWanted = false,
        SessionSeed = 7,
        Paths = paths,
    };

    public static RoundSettings Rounds(int interval = 40, int turns = 3, params int[] exchangeRounds) => new()
    {
        IntervalTokens = interval,
        SummaryTokens = 30,
        MaxTurns = turns,
        AnswerTokens = 25,
        ExchangeRounds = exchangeRounds,
    };
}
