using LeaP.Inference.Engines;
using LeaP.Inference.Sampling;
using LeaP.Protocol;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Prompts;
using LeaP.Reasoning.Sessions;
using LeaP.Reasoning.Similarity;
using LeaP.Worker.Link;
using LeaP.Worker.Models;
using LeaP.Worker.Paths;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;
using ProtoAttempt = LeaP.Protocol.Link.V1.PathAttempt;
using ProtoForm = LeaP.Protocol.Common.V1.ProblemForm;
using ProtoSegment = LeaP.Protocol.Common.V1.TextSegment;
using TextSegment = LeaP.Reasoning.Paths.TextSegment;

namespace LeaP.Worker.Mapping;

/// <summary>From what happens on the worker to messages for the router.</summary>
internal static class ReportMapping
{
    /// <summary>Makes the hello.</summary>
    /// <param name="offer">Who the worker is and what it offers.</param>
    /// <param name="held">Attempts that run on from a call that broke, and the last round each heard.</param>
    public static WorkerHello ToHello(
        LinkTerms offer,
        IReadOnlyList<(PathAttempt Attempt, int Round)> held)
    {
        LoadedModel model = offer.Model;
        ModelDescription description = model.Engine.Model;
        var served = new ServedModel
        {
            ModelId = model.Id,
            MaxContextTokens = description.MaxContextTokens,
            Fingerprint = description.Fingerprint,
            Defaults = ToDefaults(model.Profile.Defaults, description.DefaultSampling),
            ProblemForm = model.Profile.ProblemForm is { } form
                ? new ProtoForm { Pattern = form.Pattern, Description = form.Description, Example = form.Example }
                : null,
        };
        served.AnswerFormats.AddRange(model.Profile.AnswerFormats);
        served.Modes.AddRange(model.Profile.Modes);
        var hello = new WorkerHello
        {
            WorkerId = offer.Options.Id,
            InstanceId = offer.InstanceId.ToString(),
            BuildVersion = typeof(ReportMapping).Assembly.GetName().Version?.ToString() ?? "",
            MaxConcurrentPaths = offer.Slots,
        };
        hello.ProtocolVersions.Add(LinkProtocol.Version);
        hello.Models.Add(served);
        hello.Labels.Add(offer.Options.Labels);
        hello.HeldPaths.AddRange(
            held.Select(path => new HeldPath { Attempt = ToProto(path.Attempt), Round = path.Round }));
        return hello;
    }

    /// <summary>Makes a report of text.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="progress">The text.</param>
    public static TextReported ToText(PathAttempt attempt, PathProgress progress) => new()
    {
        Attempt = ToProto(attempt),
        Text = progress.Text,
        TurnTokens = progress.TurnTokens,
        Turn = progress.Turn,
    };

    /// <summary>Makes a report of a summary.</summary>
    /// <param name="report">The report.</param>
    /// <param name="round">The round.</param>
    /// <param name="summary">The summary.</param>
    public static SummaryReported ToSummary(PathReport report, int round, string summary)
    {
        var message = new SummaryReported
        {
            Attempt = ToProto(report.Attempt),
            Round = round,
            Summary = summary,
            Usage = ToProto(report.Usage),
            Confidence = ToProto(report.Confidence),
        };
        message.Text.AddRange(report.Text.Select(ToProto));
        return message;
    }

    /// <summary>Makes a report of a path's end.</summary>
    /// <param name="report">The report.</param>
    /// <param name="reason">Why it ended.</param>
    /// <param name="answer">Its answer.</param>
    public static PathFinished ToFinished(PathReport report, PathFinishReason reason, string answer)
    {
        var message = new PathFinished
        {
            Attempt = ToProto(report.Attempt),
            FinishReason = reason switch
            {
                PathFinishReason.Stop => FinishReason.Stop,
                PathFinishReason.Length => FinishReason.Length,
                PathFinishReason.Cancelled => FinishReason.Cancelled,
                PathFinishReason.Budget => FinishReason.Budget,
                _ => FinishReason.Failed,
            },
            Answer = answer,
            Usage = ToProto(report.Usage),
            Confidence = ToProto(report.Confidence),
        };
        message.Text.AddRange(report.Text.Select(ToProto));
        return message;
    }

    /// <summary>Makes a report of a failure.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="failure">Why.</param>
    public static PathFailed ToFailed(PathAttempt attempt, SessionFailure failure) => new()
    {
        Attempt = ToProto(attempt),
        Failure = new Failure
        {
            Reason = failure.Reason,
            Message = failure.Message,
            Retryable = failure.Retryable,
        },
    };

    private static ModelDefaults ToDefaults(ProfileDefaults profile, SamplingSettings model)
    {
        var sampling = new SamplingParameters
        {
            Temperature = (float)profile.Temperature,
            TopP = (float)profile.TopP,
            MinP = model.MinP,
        };
        if (profile.TopK > 0)
        {
            sampling.TopK = profile.TopK;
        }

        if (model.RepetitionPenalty != 1)
        {
            sampling.RepetitionPenalty = model.RepetitionPenalty;
        }

        return new ModelDefaults
        {
            PathCount = profile.PathCount,
            Rounds = new RoundSchedule
            {
                IntervalTokens = profile.IntervalTokens,
                FirstIntervalTokens = profile.FirstIntervalTokens,
                SummaryTokens = profile.SummaryTokens,
                MaxTurns = profile.MaxTurns,
                AnswerTokens = profile.AnswerTokens,
            },
            PeerRouting = new PeerRoutingConfig
            {
                Policy = profile.Policy,
                PeerCount = profile.PeerCount,
                Similarity = SimilarityNames.Indel,
            },
            Sampling = sampling,
        };
    }

    private static ProtoAttempt ToProto(PathAttempt attempt) => new()
    {
        SessionId = attempt.SessionId,
        PathId = PathIds.Format(attempt.PathIndex),
        Attempt = attempt.Number,
    };

    private static TokenUsage ToProto(TokenCounts counts) => new()
    {
        PromptTokens = counts.Prompt,
        ReasoningTokens = counts.Reasoning,
        SummaryTokens = counts.Summary,
        PeerTokens = counts.Peer,
        DiscardedTokens = counts.Discarded,
    };

    private static Confidence? ToProto(PathConfidence? confidence) => confidence is null
        ? null
        : new Confidence { MeanLogProbability = confidence.MeanLogProbability, Tokens = confidence.Tokens };

    private static ProtoSegment ToProto(TextSegment segment) => new()
    {
        Kind = segment.Kind switch
        {
            TextKind.Prompt => ProtoSegment.Types.Kind.Prompt,
            TextKind.Reasoning => ProtoSegment.Types.Kind.Reasoning,
            TextKind.SummaryPrompt => ProtoSegment.Types.Kind.SummaryPrompt,
            TextKind.Summary => ProtoSegment.Types.Kind.Summary,
            TextKind.PeerBlock => ProtoSegment.Types.Kind.PeerBlock,
            TextKind.AnswerPrompt => ProtoSegment.Types.Kind.AnswerPrompt,
            TextKind.Answer => ProtoSegment.Types.Kind.Answer,
            _ => throw new ArgumentOutOfRangeException(nameof(segment), segment.Kind, "Not a kind of text."),
        },
        Text = segment.Text,
    };
}
