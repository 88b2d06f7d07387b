using LeaP.Inference.Scripted;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.FunctionalTests.Modes;

/// <summary>Requests and scripts of the tests of modes.</summary>
internal static class ModeSamples
{
    /// <summary>A model that never ends its reasoning by itself and answers 7 when it must.</summary>
    public static ScriptedEngineOptions Endless { get; } = new()
    {
        Answer = _ => "7",
        ThinkTokens = 100_000,
        ThinkTokensSpread = 0,
    };

    /// <summary>A model whose paths end at very different times and all answer 7.</summary>
    public static ScriptedEngineOptions Scattered { get; } = new()
    {
        Answer = _ => "7",
        ThinkTokens = 10,
        ThinkTokensSpread = 300,
    };

    public static ReasonRequest Request(string mode, int paths) => new()
    {
        Problem = "How many?",
        PathCount = paths,
        Mode = mode,
        Rounds = new RoundSchedule { IntervalTokens = 20, SummaryTokens = 24, MaxTurns = 6, AnswerTokens = 24 },
        PeerRouting = new PeerRoutingConfig { Policy = "dispersed", PeerCount = 2 },
        Sampling = new SamplingParameters { Seed = 42 },
    };

    /// <summary>Tokens drawn for reasoning, summaries and answers.</summary>
    public static long Drawn(TokenUsage usage) => usage.ReasoningTokens + usage.SummaryTokens + usage.DiscardedTokens;

    public static IReadOnlyList<RoundRouted> Rounds(IEnumerable<SessionEvent> events) =>
        [.. events.Where(e => e.RoundRouted is not null).Select(e => e.RoundRouted)];
}
