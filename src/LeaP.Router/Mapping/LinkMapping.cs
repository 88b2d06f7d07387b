using Google.Protobuf.WellKnownTypes;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Sessions;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;
using ProtoAttempt = LeaP.Protocol.Link.V1.PathAttempt;
using ProtoSegment = LeaP.Protocol.Common.V1.TextSegment;

namespace LeaP.Router.Mapping;

/// <summary>Between link messages and sessions.</summary>
internal static class LinkMapping
{
    /// <summary>Reads the name of an attempt.</summary>
    /// <param name="attempt">The name; null when the message lacks it.</param>
    /// <param name="message">The message, for the error.</param>
    public static PathAttempt ToAttempt(ProtoAttempt? attempt, string message)
    {
        if (attempt is null)
        {
            throw new InvalidMessageException($"{message}.attempt", "set");
        }

        if (!Guid.TryParse(attempt.SessionId, out _))
        {
            throw new InvalidMessageException($"{message}.attempt.session_id", "a UUID");
        }

        if (!PathIds.TryParse(attempt.PathId, out int index))
        {
            throw new InvalidMessageException($"{message}.attempt.path_id", "p0, p1 and so on");
        }

        return attempt.Attempt >= 1
            ? new PathAttempt(attempt.SessionId, index, attempt.Attempt)
            : throw new InvalidMessageException($"{message}.attempt.attempt", "1 or more");
    }

    /// <summary>Reads a summary.</summary>
    /// <param name="message">The message.</param>
    /// <param name="link">The link it came on.</param>
    public static SessionCommand.SummaryArrived ToCommand(SummaryReported message, ISessionLink link)
    {
        const string Name = "summary_reported";
        if (message.Round < 1)
        {
            throw new InvalidMessageException($"{Name}.round", "1 or more");
        }

        PathReport report = ToReport(message.Attempt, message.Text, message.Usage, message.Confidence, Name);
        return new SessionCommand.SummaryArrived(report, message.Round, message.Summary, link);
    }

    /// <summary>Reads a path's end.</summary>
    /// <param name="message">The message.</param>
    public static SessionCommand.PathEnded ToCommand(PathFinished message)
    {
        const string Name = "path_finished";
        PathReport report = ToReport(message.Attempt, message.Text, message.Usage, message.Confidence, Name);
        PathFinishReason reason = CommonMapping.ToReason(message.FinishReason);
        return reason == PathFinishReason.None
            ? throw new InvalidMessageException($"{Name}.finish_reason", "set")
            : new SessionCommand.PathEnded(report, reason, message.Answer);
    }

    /// <summary>Reads a path's failure.</summary>
    /// <param name="message">The message.</param>
    public static SessionCommand.PathBroke ToCommand(PathFailed message)
    {
        const string Name = "path_failed";
        if (message.Failure is null || message.Failure.Reason.Length == 0)
        {
            throw new InvalidMessageException($"{Name}.failure.reason", "set");
        }

        return new SessionCommand.PathBroke(
            ToAttempt(message.Attempt, Name),
            new SessionFailure(message.Failure.Reason, message.Failure.Message, message.Failure.Retryable));
    }

    /// <summary>Makes the message that starts paths.</summary>
    /// <param name="session">The session.</param>
    /// <param name="attempts">The attempts to start.</param>
    /// <param name="peerWaitLimit">Longest pause for a peer block.</param>
    public static StartPaths ToStartPaths(
        ReasoningSession session,
        IReadOnlyList<PathAttempt> attempts,
        TimeSpan peerWaitLimit)
    {
        SessionSettings settings = session.Settings;
        var message = new StartPaths
        {
            SessionId = session.SessionId,
            ModelId = settings.Model,
            Problem = settings.Problem,
            AnswerFormat = settings.AnswerFormat,
            Sampling = CommonMapping.ToProto(settings.Sampling, settings.Seed),
            Rounds = CommonMapping.ToProto(settings.Rounds),
            PeerWaitLimit = Duration.FromTimeSpan(peerWaitLimit),
            TextWanted = settings.TextWanted,
            Mode = settings.Mode,
            AnswerSection = settings.AnswerSection,
        };
        message.Paths.AddRange(attempts.Select(attempt => ToPathStart(session, attempt)));
        return message;
    }

    /// <summary>Makes the message that carries peers' summaries.</summary>
    /// <param name="round">The round.</param>
    /// <param name="deliveries">What each attempt hears.</param>
    public static PeerBlocks ToPeerBlocks(int round, IReadOnlyList<PeerDelivery> deliveries)
    {
        var message = new PeerBlocks { Round = round };
        foreach (PeerDelivery delivery in deliveries)
        {
            var block = new PeerBlocks.Types.Block { Attempt = ToProto(delivery.Attempt) };
            if (delivery.TokenAllowance is { } allowance)
            {
                block.TokenAllowance = allowance;
            }

            block.Peers.AddRange(delivery.Peers.Select(CommonMapping.ToProto));
            message.Blocks.Add(block);
        }

        return message;
    }

    /// <summary>Makes the message that stops paths.</summary>
    /// <param name="attempts">The attempts.</param>
    /// <param name="reason">Why.</param>
    public static CancelPaths ToCancelPaths(IReadOnlyList<PathAttempt> attempts, string reason)
    {
        var message = new CancelPaths { Reason = reason };
        message.Attempts.AddRange(attempts.Select(ToProto));
        return message;
    }

    private static PathReport ToReport(
        ProtoAttempt? attempt,
        IEnumerable<ProtoSegment> text,
        TokenUsage? usage,
        Confidence? confidence,
        string message) =>
        new(ToAttempt(attempt, message), CommonMapping.ToSegments(text, message), CommonMapping.ToCounts(usage))
        {
            Confidence = CommonMapping.ToConfidence(confidence, message),
        };

    private static PathStart ToPathStart(ReasoningSession session, PathAttempt attempt)
    {
        ReasoningPath path = session.Paths[attempt.PathIndex];
        var start = new PathStart
        {
            Attempt = ToProto(attempt),
            Seed = unchecked((long)session.Settings.PathSeed(path.Index)),
            Round = path.Round,
            PathIndex = path.Index,
            Routed = path.Round > 0 && path.RoutedRound == path.Round,
            Usage = CommonMapping.ToProto(path.Usage),
            Beginning = session.Settings.BeginningOf(path.Index),
            Confidence = CommonMapping.ToProto(path.Confidence),
        };
        if (path.TokenAllowance is { } allowance)
        {
            start.TokenAllowance = allowance;
        }

        start.LayerAnswers.AddRange(path.LayerAnswers.Select(CommonMapping.ToProto));
        start.PriorText.AddRange(path.Transcript.Select(CommonMapping.ToProto));
        if (start.Routed)
        {
            start.Peers.AddRange(path.RoutedPeers.Select(CommonMapping.ToProto));
        }

        return start;
    }

    /// <summary>Makes the name of an attempt.</summary>
    /// <param name="attempt">The attempt.</param>
    public static ProtoAttempt ToProto(PathAttempt attempt) => new()
    {
        SessionId = attempt.SessionId,
        PathId = PathIds.Format(attempt.PathIndex),
        Attempt = attempt.Number,
    };
}
