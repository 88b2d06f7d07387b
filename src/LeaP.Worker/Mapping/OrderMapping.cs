using Google.Protobuf.WellKnownTypes;
using LeaP.Inference.Sampling;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Sessions;
using LeaP.Worker.Paths;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;
using ProtoAttempt = LeaP.Protocol.Link.V1.PathAttempt;
using ProtoSegment = LeaP.Protocol.Common.V1.TextSegment;
using TextSegment = LeaP.Reasoning.Paths.TextSegment;

namespace LeaP.Worker.Mapping;

/// <summary>From the router's messages to orders.</summary>
internal static class OrderMapping
{
    /// <summary>Reads an order.</summary>
    /// <param name="message">The message.</param>
    /// <param name="defaults">The model's own sampling.</param>
    /// <exception cref="FormatException">A field is missing or makes no sense.</exception>
    public static SessionOrder ToOrder(StartPaths message, SamplingSettings defaults) => new()
    {
        Model = message.ModelId,
        Problem = message.Problem,
        Mode = message.Mode,
        AnswerFormat = message.AnswerFormat,
        AnswerSection = message.AnswerSection,
        Sampling = ToSampling(message.Sampling ?? new SamplingParameters(), defaults),
        StopStrings = [.. message.Sampling?.StopSequences ?? []],
        Rounds = ToRounds(message.Rounds ?? new RoundSchedule()),
        PeerWaitLimit = ToLimit(message.PeerWaitLimit),
        TextWanted = message.TextWanted,
        SessionSeed = unchecked((ulong)(message.Sampling?.Seed ?? 0)),
        Paths = [.. message.Paths.Select(ToPath)],
    };

    /// <summary>Reads the name of an attempt.</summary>
    /// <param name="attempt">The name.</param>
    /// <exception cref="FormatException">It is missing or names no path.</exception>
    public static PathAttempt ToAttempt(ProtoAttempt? attempt) =>
        attempt is not null && PathIds.TryParse(attempt.PathId, out int index)
            ? new PathAttempt(attempt.SessionId, index, attempt.Attempt)
            : throw new FormatException($"The router named a path \"{attempt?.PathId}\" where it must name one.");

    private static TimeSpan ToLimit(Duration? limit)
    {
        try
        {
            return limit?.ToTimeSpan() ?? Timeout.InfiniteTimeSpan;
        }
        catch (Exception exception) when (exception is InvalidOperationException or OverflowException)
        {
            throw new FormatException("The router sent a peer_wait_limit that is no duration.", exception);
        }
    }

    private static PathOrder ToPath(PathStart path) => new(
        ToAttempt(path.Attempt),
        unchecked((ulong)path.Seed),
        [.. path.PriorText.Select(ToSegment)],
        path.Round,
        path.Routed ? [.. path.Peers.Select(peer => peer.Text)] : null,
        path.Usage is { } usage
            ? new TokenCounts(
                usage.PromptTokens,
                usage.ReasoningTokens,
                usage.SummaryTokens,
                usage.PeerTokens,
                usage.DiscardedTokens)
            : TokenCounts.Zero)
    {
        Beginning = path.Beginning,
        LayerAnswers = [.. path.LayerAnswers.Select(answer => answer.Text)],
        TokenAllowance = path.HasTokenAllowance ? path.TokenAllowance : null,
        Confidence = path.Confidence is { Tokens: > 0 } confidence
            ? new PathConfidence(confidence.MeanLogProbability, confidence.Tokens)
            : null,
    };

    private static SamplingSettings ToSampling(SamplingParameters asked, SamplingSettings defaults) => new()
    {
        Temperature = asked.HasTemperature ? asked.Temperature : defaults.Temperature,
        TopP = asked.HasTopP ? asked.TopP : defaults.TopP,
        TopK = asked.HasTopK ? asked.TopK : defaults.TopK,
        MinP = asked.HasMinP ? asked.MinP : defaults.MinP,
        RepetitionPenalty = asked.HasRepetitionPenalty ? asked.RepetitionPenalty : defaults.RepetitionPenalty,
    };

    private static RoundSettings ToRounds(RoundSchedule rounds) => new()
    {
        IntervalTokens = rounds.IntervalTokens,
        SummaryTokens = rounds.SummaryTokens,
        MaxTurns = rounds.MaxTurns,
        AnswerTokens = rounds.AnswerTokens,
        FirstIntervalTokens = rounds.FirstIntervalTokens,
        MaxContextTokens = rounds.MaxContextTokens,
        ExchangeRounds = [.. rounds.ExchangeRounds],
    };

    private static TextSegment ToSegment(ProtoSegment segment) => new(
        segment.Kind switch
        {
            ProtoSegment.Types.Kind.Prompt => TextKind.Prompt,
            ProtoSegment.Types.Kind.Reasoning => TextKind.Reasoning,
            ProtoSegment.Types.Kind.SummaryPrompt => TextKind.SummaryPrompt,
            ProtoSegment.Types.Kind.Summary => TextKind.Summary,
            ProtoSegment.Types.Kind.PeerBlock => TextKind.PeerBlock,
            ProtoSegment.Types.Kind.AnswerPrompt => TextKind.AnswerPrompt,
            ProtoSegment.Types.Kind.Answer => TextKind.Answer,
            _ => throw new FormatException($"The router sent text of kind {segment.Kind}."),
        },
        segment.Text);
}
