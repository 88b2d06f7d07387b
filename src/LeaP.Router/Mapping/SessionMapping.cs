using Google.Protobuf.WellKnownTypes;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Sessions;
using PathState = LeaP.Reasoning.Sessions.PathState;
using ProtoEvent = LeaP.Protocol.Reasoning.V1.SessionEvent;
using SessionEvent = LeaP.Router.Sessions.SessionEvent;
using SessionState = LeaP.Reasoning.Sessions.SessionState;

namespace LeaP.Router.Mapping;

/// <summary>From sessions and their events to what clients see.</summary>
internal static class SessionMapping
{
    /// <summary>Makes an event.</summary>
    /// <param name="sessionEvent">The event.</param>
    public static ProtoEvent ToProto(SessionEvent sessionEvent)
    {
        var proto = new ProtoEvent
        {
            Sequence = sessionEvent.Sequence,
            EventTime = sessionEvent.Time.ToTimestamp(),
        };
        switch (sessionEvent)
        {
            case SessionEvent.Accepted accepted:
                proto.SessionAccepted = new SessionAccepted { Session = ToProto(accepted.Session, SessionView.Basic) };
                break;
            case SessionEvent.Placed placed:
                proto.PathPlaced = new PathPlaced
                {
                    PathId = placed.PathId,
                    WorkerId = placed.WorkerId,
                    Attempt = placed.Attempt,
                };
                break;
            case SessionEvent.Text text:
                proto.TextGenerated = new TextGenerated
                {
                    PathId = text.PathId,
                    Text = text.Progress.Text,
                    TurnTokens = text.Progress.TurnTokens,
                    Turn = text.Progress.Turn,
                };
                break;
            case SessionEvent.Summary summary:
                proto.SummaryPublished = new SummaryPublished
                {
                    PathId = summary.PathId,
                    Round = summary.Round,
                    Summary = summary.SummaryText,
                };
                break;
            case SessionEvent.Routed routed:
                proto.RoundRouted = ToProto(routed.Round);
                break;
            case SessionEvent.PathEnded ended:
                proto.PathFinished = new PathFinished { Path = ToProto(ended.Path) };
                break;
            case SessionEvent.Ended ended:
                proto.SessionFinished = new SessionFinished { Session = ToProto(ended.Session, SessionView.Full) };
                break;
        }

        return proto;
    }

    /// <summary>True when an event is shown at a level of detail.</summary>
    /// <param name="sessionEvent">The event.</param>
    /// <param name="detail">The level.</param>
    public static bool IsShown(ProtoEvent sessionEvent, EventDetail detail) => sessionEvent.PayloadCase switch
    {
        ProtoEvent.PayloadOneofCase.TextGenerated => detail == EventDetail.Tokens,
        ProtoEvent.PayloadOneofCase.SummaryPublished or ProtoEvent.PayloadOneofCase.RoundRouted =>
            detail != EventDetail.Lifecycle,
        _ => true,
    };

    /// <summary>Takes out of a session what a view does not show.</summary>
    /// <param name="session">A session with everything; it is changed.</param>
    /// <param name="view">Which fields to keep.</param>
    public static Session ToView(Session session, SessionView view)
    {
        if (view != SessionView.Full)
        {
            session.Problem = "";
            session.PathBeginnings.Clear();
            session.Paths.Clear();
        }

        return session;
    }

    /// <summary>Makes a session.</summary>
    /// <param name="snapshot">The session.</param>
    /// <param name="view">Which fields to fill.</param>
    public static Session ToProto(SessionSnapshot snapshot, SessionView view)
    {
        SessionSettings settings = snapshot.Settings;
        var session = new Session
        {
            SessionId = snapshot.SessionId,
            State = ToProto(snapshot.State),
            Model = settings.Model,
            PathCount = settings.PathCount,
            CompletedRounds = snapshot.CompletedRounds,
            Usage = CommonMapping.ToProto(snapshot.Usage),
            CreateTime = snapshot.Times.Created.ToTimestamp(),
            UpdateTime = snapshot.Times.Updated.ToTimestamp(),
            FinishTime = snapshot.Times.Finished?.ToTimestamp(),
            ExpireTime = snapshot.Times.Expires?.ToTimestamp(),
            Failure = CommonMapping.ToProto(snapshot.Failure),
            Mode = settings.Mode,
            Rounds = CommonMapping.ToProto(settings.Rounds),
            PeerRouting = CommonMapping.ToProto(settings.Routing),
            Sampling = CommonMapping.ToProto(settings.Sampling, settings.Seed),
            AnswerFormat = settings.AnswerFormat,
            StopWhenDecided = settings.StopWhenDecided,
            TokenBudget = settings.TokenBudget,
            Vote = settings.Vote,
            Groups = ModeMapping.ToProto(settings.Groups),
            Mixture = ModeMapping.ToProto(settings.Mixture),
            Tenant = settings.Tenant,
        };
        session.Labels.Add(new Dictionary<string, string>(settings.Labels));
        if (snapshot.Vote is { Winner: { } winner } vote)
        {
            session.Answer = ToProto(winner, vote, settings.Vote);
        }

        if (view == SessionView.Full)
        {
            session.Problem = settings.Problem;
            session.PathBeginnings.AddRange(settings.PathBeginnings);
            session.Paths.AddRange(snapshot.Paths.Select(ToProto));
        }

        return session;
    }

    private static Answer ToProto(string winner, VoteResult vote, string rule)
    {
        var answer = new Answer { Text = winner, Vote = rule };
        answer.StoppedPathIds.AddRange(vote.Stopped.Select(PathIds.Format));
        foreach (VoteTally tally in vote.Tallies)
        {
            var proto = new AnswerTally { Text = tally.Answer, Score = tally.Score };
            proto.PathIds.AddRange(tally.PathIndexes.Select(PathIds.Format));
            answer.Tallies.Add(proto);
        }

        return answer;
    }

    private static Protocol.Reasoning.V1.Path ToProto(PathSnapshot snapshot)
    {
        var path = new Protocol.Reasoning.V1.Path
        {
            PathId = snapshot.PathId,
            State = ToProto(snapshot.State),
            Round = snapshot.Round,
            WorkerId = snapshot.WorkerId,
            Attempt = snapshot.Attempt,
            LatestSummary = snapshot.LatestSummary,
            Answer = snapshot.Answer,
            FinishReason = CommonMapping.ToProto(snapshot.FinishReason),
            Usage = CommonMapping.ToProto(snapshot.Usage),
            Failure = CommonMapping.ToProto(snapshot.Failure),
            Confidence = CommonMapping.ToProto(snapshot.Confidence),
            Group = snapshot.Group,
        };
        path.Transcript.AddRange(snapshot.Transcript.Select(CommonMapping.ToProto));
        return path;
    }

    private static RoundRouted ToProto(RoutedRound round)
    {
        var proto = new RoundRouted { Round = round.Round, Policy = round.Policy, PeerCount = round.PeerCount };
        foreach (PathDelivery delivery in round.Deliveries)
        {
            var hears = new RoundRouted.Types.Delivery { PathId = PathIds.Format(delivery.PathIndex) };
            hears.Peers.AddRange(delivery.Peers.Select(CommonMapping.ToProto));
            proto.Deliveries.Add(hears);
        }

        proto.LatePathIds.AddRange(round.LatePaths.Select(PathIds.Format));
        proto.OfferedPathIds.AddRange(round.OfferedPaths.Select(PathIds.Format));
        return proto;
    }

    private static Session.Types.State ToProto(SessionState state) => state switch
    {
        SessionState.Queued => Session.Types.State.Queued,
        SessionState.Running => Session.Types.State.Running,
        SessionState.Succeeded => Session.Types.State.Succeeded,
        SessionState.Failed => Session.Types.State.Failed,
        SessionState.Cancelled => Session.Types.State.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };

    private static Protocol.Reasoning.V1.Path.Types.State ToProto(PathState state) => state switch
    {
        PathState.Pending => Protocol.Reasoning.V1.Path.Types.State.Pending,
        PathState.Running => Protocol.Reasoning.V1.Path.Types.State.Running,
        PathState.Waiting => Protocol.Reasoning.V1.Path.Types.State.Waiting,
        PathState.Finished => Protocol.Reasoning.V1.Path.Types.State.Finished,
        PathState.Failed => Protocol.Reasoning.V1.Path.Types.State.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };
}
