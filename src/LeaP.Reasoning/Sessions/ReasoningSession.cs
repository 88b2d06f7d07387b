using LeaP.Reasoning.Answers;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Randomness;
using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Sessions;

/// <summary>
/// One problem reasoned about by several paths: who is where, what was said, which round is being collected.
/// Holds no clock and does no I/O; one caller at a time.
/// </summary>
public sealed class ReasoningSession
{
    private readonly IPeerRoutingPolicy _policy;
    private readonly ISimilarityMeasure _similarity;
    private readonly ReasoningPath[] _paths;

    /// <summary>Makes an accepted session whose paths wait for workers.</summary>
    /// <param name="sessionId">Its identifier.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="policy">The routing policy its settings name.</param>
    /// <param name="similarity">The similarity measure its settings name.</param>
    public ReasoningSession(
        string sessionId,
        SessionSettings settings,
        IPeerRoutingPolicy policy,
        ISimilarityMeasure similarity)
    {
        SessionId = sessionId;
        Settings = settings;
        _policy = policy;
        _similarity = similarity;
        _paths = [.. Enumerable.Range(0, settings.PathCount).Select(index => new ReasoningPath(index))];
        OpenRound = settings.Exchanges ? settings.Rounds.NextExchange(0) : 0;
    }

    /// <summary>Its identifier.</summary>
    public string SessionId { get; }

    /// <summary>Its settings.</summary>
    public SessionSettings Settings { get; }

    /// <summary>How its summaries are compared.</summary>
    public ISimilarityMeasure Similarity => _similarity;

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

    /// <summary>True when every living path's summary of the open round is there.</summary>
    public bool IsRoundComplete =>
        RoundHasBegun && _paths.All(path => !path.IsLive || IsPresent(path));

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

        return AttemptOf(path);
    }

    /// <summary>Takes a path off its worker, which was lost; it waits for another one.</summary>
    /// <param name="pathIndex">The path.</param>
    public void Displace(int pathIndex)
    {
        if (_paths[pathIndex].IsLive)
        {
            _paths[pathIndex].State = PathState.Pending;
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

        path.Take(report);
        path.Round = round;
        path.LatestSummary = summary;
        if (round != OpenRound)
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
    /// summary is missing are named late. The next round with an exchange opens.
    /// </summary>
    public RoutedRound CloseRound()
    {
        if (!RoundHasBegun)
        {
            throw new InvalidOperationException("No summary of an open round is there.");
        }

        int round = OpenRound;
        ReasoningPath[] present = [.. _paths.Where(IsPresent)];
        int[] late = [.. _paths.Where(path => path.IsLive && !IsPresent(path)).Select(path => path.Index)];
        SimilarityMatrix matrix =
            SimilarityMatrix.Compute(_similarity, [.. present.Select(path => path.LatestSummary)]);
        ulong seed = SeedDerivation.Derive(unchecked((ulong)Settings.Seed), "peer-routing", round);
        IReadOnlyList<IReadOnlyList<int>> routes =
            _policy.Route(new PeerRoutingRound(matrix, Settings.Routing.PeerCount, seed));

        var deliveries = new PathDelivery[present.Length];
        for (int i = 0; i < present.Length; i++)
        {
            int hearer = i;
            RoutedPeer[] peers =
            [
                .. routes[i].Select(j =>
                    new RoutedPeer(present[j].Index, matrix[hearer, j], present[j].LatestSummary)),
            ];
            deliveries[i] = new PathDelivery(present[i].Index, peers);
            present[i].RoutedRound = round;
            present[i].RoutedPeers = peers;
            if (present[i].State == PathState.Waiting)
            {
                present[i].State = PathState.Running;
            }
        }

        CompletedRounds++;
        OpenRound = Settings.Rounds.NextExchange(round);
        return new RoutedRound(round, deliveries, late);
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
    }

    /// <summary>Counts the votes of the ended paths: the session succeeds with an answer or fails without one.</summary>
    /// <param name="noAnswer">The failure when no path gave an answer and none failed.</param>
    public void Conclude(SessionFailure noAnswer)
    {
        VoteResult vote = MajorityVote.Count(
            [.. _paths.Select(path => new PathVote(path.Index, path.Answer.Length == 0 ? null : path.Answer))]);
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
