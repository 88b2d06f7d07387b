using Google.Protobuf.WellKnownTypes;
using LeaP.Protocol.Common.V1;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Sessions;
using ProtoSegment = LeaP.Protocol.Common.V1.TextSegment;
using TextSegment = LeaP.Reasoning.Paths.TextSegment;

namespace LeaP.Router.Mapping;

/// <summary>Between the messages that several services share and the domain.</summary>
internal static class CommonMapping
{
    private static readonly (ProtoSegment.Types.Kind Proto, TextKind Kind)[] Kinds =
    [
        (ProtoSegment.Types.Kind.Prompt, TextKind.Prompt),
        (ProtoSegment.Types.Kind.Reasoning, TextKind.Reasoning),
        (ProtoSegment.Types.Kind.SummaryPrompt, TextKind.SummaryPrompt),
        (ProtoSegment.Types.Kind.Summary, TextKind.Summary),
        (ProtoSegment.Types.Kind.PeerBlock, TextKind.PeerBlock),
        (ProtoSegment.Types.Kind.AnswerPrompt, TextKind.AnswerPrompt),
        (ProtoSegment.Types.Kind.Answer, TextKind.Answer),
    ];

    private static readonly (FinishReason Proto, PathFinishReason Reason)[] Reasons =
    [
        (FinishReason.Unspecified, PathFinishReason.None),
        (FinishReason.Stop, PathFinishReason.Stop),
        (FinishReason.Length, PathFinishReason.Length),
        (FinishReason.Cancelled, PathFinishReason.Cancelled),
        (FinishReason.Failed, PathFinishReason.Failed),
        (FinishReason.Decided, PathFinishReason.Decided),
        (FinishReason.GroupDone, PathFinishReason.GroupDone),
        (FinishReason.Budget, PathFinishReason.Budget),
    ];

    /// <summary>Reads stretches of text.</summary>
    /// <param name="segments">The stretches.</param>
    /// <param name="message">The message, for the error.</param>
    public static IReadOnlyList<TextSegment> ToSegments(IEnumerable<ProtoSegment> segments, string message) =>
    [
        .. segments.Select(segment =>
        {
            int index = Array.FindIndex(Kinds, pair => pair.Proto == segment.Kind);
            return index < 0
                ? throw new InvalidMessageException($"{message}.text.kind", "one of the kinds of text")
                : new TextSegment(Kinds[index].Kind, segment.Text);
        }),
    ];

    /// <summary>Makes a stretch of text.</summary>
    /// <param name="segment">The stretch.</param>
    public static ProtoSegment ToProto(TextSegment segment) => new()
    {
        Kind = Kinds.First(pair => pair.Kind == segment.Kind).Proto,
        Text = segment.Text,
    };

    /// <summary>Reads token counts.</summary>
    /// <param name="usage">The counts; null counts as zero.</param>
    public static TokenCounts ToCounts(TokenUsage? usage) => usage is null
        ? TokenCounts.Zero
        : new TokenCounts(
            usage.PromptTokens, usage.ReasoningTokens, usage.SummaryTokens, usage.PeerTokens, usage.DiscardedTokens);

    /// <summary>Makes token counts.</summary>
    /// <param name="counts">The counts.</param>
    public static TokenUsage ToProto(TokenCounts counts) => new()
    {
        PromptTokens = counts.Prompt,
        ReasoningTokens = counts.Reasoning,
        SummaryTokens = counts.Summary,
        PeerTokens = counts.Peer,
        DiscardedTokens = counts.Discarded,
    };

    /// <summary>Reads why a path stopped; an unknown value counts as failed.</summary>
    /// <param name="reason">The value.</param>
    public static PathFinishReason ToReason(FinishReason reason)
    {
        int index = Array.FindIndex(Reasons, pair => pair.Proto == reason);
        return index < 0 ? PathFinishReason.Failed : Reasons[index].Reason;
    }

    /// <summary>Makes why a path stopped.</summary>
    /// <param name="reason">The value.</param>
    public static FinishReason ToProto(PathFinishReason reason) =>
        Reasons.First(pair => pair.Reason == reason).Proto;

    /// <summary>Makes a failure; null stays null.</summary>
    /// <param name="failure">The failure.</param>
    public static Failure? ToProto(SessionFailure? failure) => failure is null
        ? null
        : new Failure { Reason = failure.Reason, Message = failure.Message, Retryable = failure.Retryable };

    /// <summary>Makes a peer's summary as it is delivered.</summary>
    /// <param name="peer">The peer.</param>
    public static PeerSummary ToProto(RoutedPeer peer)
    {
        var summary = new PeerSummary
        {
            PathId = PathIds.Format(peer.PathIndex),
            Similarity = (float)peer.Similarity,
            Text = peer.Summary,
            Concluded = peer.Concluded,
        };
        summary.StandsFor.AddRange(peer.StandsFor.Select(PathIds.Format));
        return summary;
    }

    /// <summary>Reads how sure a path was.</summary>
    /// <param name="confidence">The message; null, or one over no tokens, tells nothing.</param>
    /// <param name="message">The message it came in, for the error.</param>
    public static PathConfidence? ToConfidence(Confidence? confidence, string message)
    {
        if (confidence is null or { Tokens: 0 })
        {
            return null;
        }

        return confidence is { Tokens: > 0, MeanLogProbability: <= 0 }
            ? new PathConfidence(confidence.MeanLogProbability, confidence.Tokens)
            : throw new InvalidMessageException($"{message}.confidence", "a mean of zero or less over zero or more tokens");
    }

    /// <summary>Makes how sure a path was; null stays null.</summary>
    /// <param name="confidence">The value.</param>
    public static Confidence? ToProto(PathConfidence? confidence) => confidence is null
        ? null
        : new Confidence { MeanLogProbability = confidence.MeanLogProbability, Tokens = confidence.Tokens };

    /// <summary>Makes the routing in effect.</summary>
    /// <param name="routing">Who hears whom.</param>
    public static PeerRoutingConfig ToProto(RoutingSettings routing)
    {
        var config = new PeerRoutingConfig
        {
            Policy = routing.Policy,
            PeerCount = routing.PeerCount,
            Similarity = routing.Similarity,
            ConfidenceQuantile = routing.ConfidenceQuantile,
            OfferConclusions = routing.OfferConclusions,
        };
        if (routing.CollapseSimilarity is { } collapse)
        {
            config.CollapseSimilarity = collapse;
        }

        config.Schedule.AddRange(routing.Schedule.Select(stage => new Protocol.Common.V1.RoutingStage
        {
            FromRound = stage.FromRound,
            Policy = stage.Policy,
            PeerCount = stage.PeerCount,
        }));
        return config;
    }

    /// <summary>Makes the turns in effect.</summary>
    /// <param name="rounds">The turns.</param>
    public static RoundSchedule ToProto(RoundSettings rounds)
    {
        var schedule = new RoundSchedule
        {
            IntervalTokens = rounds.IntervalTokens,
            SummaryTokens = rounds.SummaryTokens,
            MaxTurns = rounds.MaxTurns,
            AnswerTokens = rounds.AnswerTokens,
            FirstIntervalTokens = rounds.FirstIntervalTokens,
            MaxContextTokens = rounds.MaxContextTokens,
        };
        schedule.ExchangeRounds.AddRange(rounds.ExchangeRounds);
        if (rounds.TimeLimit is { } limit)
        {
            schedule.RoundTimeLimit = Duration.FromTimeSpan(limit);
            schedule.Quorum = rounds.Quorum;
        }

        return schedule;
    }

    /// <summary>Makes the sampling in effect.</summary>
    /// <param name="sampling">The values.</param>
    /// <param name="seed">Seed of the session.</param>
    public static SamplingParameters ToProto(SamplingValues sampling, long seed)
    {
        var parameters = new SamplingParameters { Seed = seed };
        if (sampling.Temperature is { } temperature)
        {
            parameters.Temperature = temperature;
        }

        if (sampling.TopP is { } topP)
        {
            parameters.TopP = topP;
        }

        if (sampling.TopK is { } topK)
        {
            parameters.TopK = topK;
        }

        if (sampling.MinP is { } minP)
        {
            parameters.MinP = minP;
        }

        if (sampling.RepetitionPenalty is { } penalty)
        {
            parameters.RepetitionPenalty = penalty;
        }

        parameters.StopSequences.AddRange(sampling.StopStrings);
        return parameters;
    }
}
