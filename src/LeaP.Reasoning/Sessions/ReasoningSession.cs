using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Sessions;

/// <summary>
/// One problem reasoned about by several paths: who is where, what was said, which round is being collected.
/// Holds no clock and does no I/O; one caller at a time.
/// </summary>
public sealed partial class ReasoningSession
{
    private readonly PeerExchange _exchange;
    private readonly IVoteRule _rule;
    private readonly ReasoningPath[] _paths;

    /// <summary>Makes an accepted session whose paths wait for workers.</summary>
    /// <param name="sessionId">Its identifier.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="policy">The one routing policy its settings name.</param>
    /// <param name="similarity">The similarity measure its settings name.</param>
    public ReasoningSession(
        string sessionId,
        SessionSettings settings,
        IPeerRoutingPolicy policy,
        ISimilarityMeasure similarity)
        : this(sessionId, settings, new NamedCatalog<IPeerRoutingPolicy>([policy]), similarity)
    {
    }

    /// <summary>Makes an accepted session whose paths wait for workers.</summary>
    /// <param name="sessionId">Its identifier.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="policies">The routing policies its settings name.</param>
    /// <param name="similarity">The similarity measure its settings name.</param>
    /// <exception cref="UnknownNameException">The settings name a vote that does not exist.</exception>
    public ReasoningSession(
        string sessionId,
        SessionSettings settings,
        NamedCatalog<IPeerRoutingPolicy> policies,
        ISimilarityMeasure similarity)
    {
        ArgumentNullException.ThrowIfNull(settings);
        SessionId = sessionId;
        Settings = settings;
        _exchange = new PeerExchange(settings, policies, similarity);
        _rule = VoteRules.Catalog.Find(settings.Vote);
        _paths =
        [
            .. Enumerable.Range(0, settings.PathCount)
                .Select(index => new ReasoningPath(index) { Group = settings.GroupOf(index) }),
        ];
        OpenRound = settings.Exchanges ? settings.Rounds.NextExchange(0) : 0;
        ShareBudget(_paths);
    }

    /// <summary>Its identifier.</summary>
    public string SessionId { get; }

    /// <summary>Its settings.</summary>
    public SessionSettings Settings { get; }

    /// <summary>How its summaries are compared.</summary>
    public ISimilarityMeasure Similarity => _exchange.Similarity;

    /// <summary>Where it stands.</summary>
    public SessionState State { get; private set; }

    /// <summary>Its paths, by index.</summary>
    public IReadOnlyList<ReasoningPath> Paths => _paths;

    /// <summary>Rounds that were routed.</summary>
    public int CompletedRounds { get; private set; }

    /// <summary>The round whose summaries are being collected; 0 when no more come.</summary>
    public int OpenRound { get; private set; }

    /// <summary>The vote, once it succeeded.</summary>
    public VoteResult? Vote { get; private set; }

    /// <summary>Why it failed or was cancelled.</summary>
    public SessionFailure? Failure { get; private set; }

    /// <summary>Token counts over all paths.</summary>
    public TokenCounts Usage => _paths.Aggregate(TokenCounts.Zero, (sum, path) => sum.Add(path.Usage));

    /// <summary>True once it succeeded, failed or was cancelled.</summary>
    public bool IsEnded => State is SessionState.Succeeded or SessionState.Failed or SessionState.Cancelled;

    /// <summary>True when no path lives any more.</summary>
    public bool AllPathsEnded => _paths.All(path => !path.IsLive);

    /// <summary>True when at least one summary of the open round is there.</summary>
    public bool RoundHasBegun => OpenRound > 0 && _paths.Any(IsPresent);

    /// <summary>
    /// True when the summaries of the open round that its quorum asks for are there: those of all living paths, unless
    /// <see cref="RoundSettings.Quorum"/> is less than 1.
    /// </summary>
    public bool IsRoundComplete =>
        RoundHasBegun
        && _paths.Count(IsPresent) >= Settings.Rounds.PathsNeeded(_paths.Count(path => path.IsLive));

    /// <summary>Puts a waiting path on a worker, for the first time or again.</summary>
    /// <param name="pathIndex">The path; in state Pending.</param>
    /// <param name="workerId">The worker.</param>
    public PathAttempt Place(int pathIndex, string workerId)
    {
        ReasoningPath path = _paths[pathIndex];
        if (path.State != PathState.Pending)
        {
            throw new InvalidOperationException($"Path {path.Id} is {path.State}; only a pending path can be placed.");
        }

        path.Attempt++;
        path.WorkerId = workerId;
        path.State = path.Round > path.RoutedRound ? PathState.Waiting : PathState.Running;
        if (State == SessionState.Queued)
        {
            State = SessionState.Running;
        }

        Note(new SessionInput { Kind = SessionInputKind.Placed, PathIndex = pathIndex, WorkerId = workerId });
        return AttemptOf(path);
    }

    /// <summary>Takes a path off its worker, which was lost; it waits for another one.</summary>
    /// <param name="pathIndex">The path.</param>
    public void Displace(int pathIndex)
    {
        if (_paths[pathIndex].IsLive)
        {
            _paths[pathIndex].State = PathState.Pending;
            Note(new SessionInput { Kind = SessionInputKind.Displaced, PathIndex = pathIndex });
        }
    }

    /// <summary>True when <paramref name="attempt"/> is the newest of a path that lives and is placed.</summary>
    /// <param name="attempt">The attempt.</param>
    public bool IsCurrent(PathAttempt attempt) =>
        attempt.PathIndex >= 0
        && attempt.PathIndex < _paths.Length
        && _paths[attempt.PathIndex] is { State: PathState.Running or PathState.Waiting } path
        && path.Attempt == attempt.Number;

    /// <summary>Takes a path's summary for a round.</summary>
    /// <param name="report">The report.</param>
    /// <param name="round">The round it is for, from 1.</param>
    /// <param name="summary">The summary without its tags.</param>
    public SummaryVerdict TakeSummary(PathReport report, int round, string summary)
    {
        if (!IsCurrent(report.Attempt))
        {
            return SummaryVerdict.Dropped;
        }

        ReasoningPath path = _paths[report.Attempt.PathIndex];
        if (round <= path.Round)
        {
            return SummaryVerdict.Dropped;
        }

        // A path that still waits for its peers has not begun the turn this summary would end.
        bool waits = path.Round > path.RoutedRound;
        if (!Settings.Exchanges || waits || round != Settings.Rounds.NextExchange(path.Round))
        {
            return SummaryVerdict.Impossible;
        }

        Note(new SessionInput
        {
            Kind = SessionInputKind.Summarized,
            PathIndex = path.Index,
            Report = report,
            Round = round,
            Summary = summary,
        });
        path.Take(report);
        path.Round = round;
        path.LatestSummary = summary;
        path.OffersLateSummary = round != OpenRound;
        if (path.OffersLateSummary)
        {
            // Its round was closed without it, so there is nothing to wait for.
            path.RoutedRound = round;
            path.RoutedPeers = [];
            return SummaryVerdict.Late;
        }

        path.State = PathState.Waiting;
        return SummaryVerdict.Counted;
    }

    /// <summary>
    /// Closes the open round over the summaries that are there and chooses every present path's peers. Paths whose
    /// summary is missing are named late; what a late path wrote for an earlier round, and nobody was offered yet, is
    /// offered now. The next round with an exchange opens.
    /// </summary>
    public RoutedRound CloseRound()
    {
        if (!RoundHasBegun)
        {
            throw new InvalidOperationException("No summary of an open round is there.");
        }

        Note(new SessionInput { Kind = SessionInputKind.RoundClosed });
        int round = OpenRound;
        ReasoningPath[] present = [.. _paths.Where(IsPresent)];
        int[] late = [.. _paths.Where(path => path.IsLive && !IsPresent(path)).Select(path => path.Index)];
        ReasoningPath[] concluded =
            Settings.Routing.OfferConclusions ? [.. _paths.Where(path => path.HasConcluded)] : [];
        ReasoningPath[] offered = [.. _paths.Where(path => path.IsLive && path.OffersLateSummary && !IsPresent(path))];
        IReadOnlyList<PathDelivery> deliveries = _exchange.Route(round, present, offered, concluded);
        foreach (PathDelivery delivery in deliveries)
        {
            ReasoningPath path = _paths[delivery.PathIndex];
            path.RoutedRound = round;
            path.RoutedPeers = delivery.Peers;
            if (path.State == PathState.Waiting)
            {
                path.State = PathState.Running;
            }
        }

        Array.ForEach(offered, path => path.OffersLateSummary = false);
        CompletedRounds++;
        OpenRound = Settings.Rounds.NextExchange(round);
        RoutingStage stage = Settings.Routing.StageOf(round);
        IReadOnlyList<int> relieved = OpenRound == 0 ? RelieveGroups(round) : [];
        ShareBudget([.. present.Where(path => path.IsLive)]);
        return new RoutedRound(round, deliveries, [.. late.Except(relieved)])
        {
            Policy = stage.Policy,
            PeerCount = stage.PeerCount,
            RelievedPaths = relieved,
            OfferedPaths = [.. offered.Select(path => path.Index)],
        };
    }

    /// <summary>Takes a path's end.</summary>
    /// <param name="report">Its last report.</param>
    /// <param name="reason">Why it ended.</param>
    /// <param name="answer">The answer in its normal form; empty when none was found.</param>
    /// <returns>False when the attempt is not the path's newest; nothing changed then.</returns>
    public bool FinishPath(PathReport report, PathFinishReason reason, string answer)
    {
        if (!IsCurrent(report.Attempt))
        {
            return false;
        }

        ReasoningPath path = _paths[report.Attempt.PathIndex];
        Note(new SessionInput
        {
            Kind = SessionInputKind.Finished,
            PathIndex = path.Index,
            Report = report,
            Reason = reason,
            Answer = answer,
        });
        path.Take(report);
        path.State = PathState.Finished;
        path.FinishReason = reason;
        path.Answer = answer;
        return true;
    }

    /// <summary>Ends a path that cannot go on.</summary>
    /// <param name="pathIndex">The path.</param>
    /// <param name="failure">Why.</param>
    public void FailPath(int pathIndex, SessionFailure failure)
    {
        ReasoningPath path = _paths[pathIndex];
        path.State = PathState.Failed;
        path.FinishReason = PathFinishReason.Failed;
        path.Failure = failure;
        Note(new SessionInput { Kind = SessionInputKind.Failed, PathIndex = pathIndex, Failure = failure });
    }

    /// <summary>Counts the votes of the ended paths: the session succeeds with an answer or fails without one.</summary>
    /// <param name="noAnswer">The failure when no path gave an answer and none failed.</param>
    public void Conclude(SessionFailure noAnswer)
    {
        VoteResult vote = _rule.Count([.. Ballot.Of(Settings, _paths).Select(ballot => ballot.Vote)]) with
        {
            Stopped =
            [
                .. _paths.Where(path => path.FinishReason == PathFinishReason.Decided).Select(path => path.Index),
            ],
        };
        if (vote.Winner is null)
        {
            Failure = _paths.FirstOrDefault(path => path.Failure is not null)?.Failure ?? noAnswer;
            State = SessionState.Failed;
            return;
        }

        Vote = vote;
        State = SessionState.Succeeded;
    }

    /// <summary>Ends the session and its living paths before their time.</summary>
    /// <param name="state">Failed or Cancelled.</param>
    /// <param name="failure">Why.</param>
    public void Abandon(SessionState state, SessionFailure failure)
    {
        foreach (ReasoningPath path in _paths.Where(path => path.IsLive))
        {
            path.State = PathState.Finished;
            path.FinishReason = PathFinishReason.Cancelled;
        }

        State = state;
        Failure = failure;
        OpenRound = 0;
    }

    /// <summary>The newest attempt of a path.</summary>
    /// <param name="path">The path.</param>
    public PathAttempt AttemptOf(ReasoningPath path) => new(SessionId, path.Index, path.Attempt);

    private bool IsPresent(ReasoningPath path) => path.IsLive && path.Round == OpenRound && OpenRound > 0;
}
