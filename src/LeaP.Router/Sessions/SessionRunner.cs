using System.Threading.Channels;
using LeaP.Protocol;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Telemetry;

namespace LeaP.Router.Sessions;

/// <summary>
/// Runs one session: everything that happens to it goes through its mailbox and is handled one at a time, so the
/// session needs no locks.
/// </summary>
internal sealed partial class SessionRunner : IDisposable
{
    private const int MailboxCapacity = 1024;

    private readonly ReasoningSession _session;
    private readonly PlacementQueue _placement;
    private readonly ReasoningOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SessionRunner> _logger;
    private readonly Dictionary<int, ISessionLink> _links = [];
    private readonly List<Task> _background = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly DateTimeOffset _created;

    // Written by links, timers, endpoints and placements; read by RunAsync alone. Writers wait when it is full.
    private readonly Channel<SessionCommand> _mailbox = Channel.CreateBounded<SessionCommand>(
        new BoundedChannelOptions(MailboxCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private volatile SessionSnapshot _snapshot;
    private int _timedRound;

    /// <summary>Makes a runner; nothing happens before <see cref="RunAsync"/>.</summary>
    public SessionRunner(
        ReasoningSession session,
        PlacementQueue placement,
        ReasoningOptions options,
        TimeProvider time,
        ILogger<SessionRunner> logger,
        ResumePoint? resume = null)
    {
        _session = session;
        _placement = placement;
        _options = options;
        _time = time;
        _logger = logger;
        _resume = resume;
        _told = [.. session.Inputs];
        _created = resume?.Created ?? time.GetUtcNow();
        Feed = new SessionFeed(options.MaxEvents, (resume?.Sequence ?? 0) + 1);
        First = TakeSnapshot(withTranscripts: resume is not null);
        _snapshot = First;
    }

    /// <summary>Identifier of the session.</summary>
    public string SessionId => _session.SessionId;

    /// <summary>Its events.</summary>
    public SessionFeed Feed { get; }

    /// <summary>Measures the session; null when nobody wants to know.</summary>
    public SessionTelemetry? Telemetry { get; init; }

    /// <summary>The session as it stood after the last command. Safe to read from anywhere.</summary>
    public SessionSnapshot Snapshot => _snapshot;

    /// <summary>Puts a command into the mailbox. False when the session has ended and needs it no more.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    public async ValueTask<bool> PostAsync(SessionCommand command, CancellationToken cancellationToken)
    {
        try
        {
            await _mailbox.Writer.WriteAsync(command, cancellationToken);
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    /// <summary>Runs the session to its end.</summary>
    /// <param name="cancellationToken">Abandons it: the router stops.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token, cancellationToken);
        using SessionTelemetry? telemetry = Telemetry;
        telemetry?.Begin();
        try
        {
            Begin(stop.Token);
            while (!_session.IsEnded && !HasLeft)
            {
                SessionCommand command = await _mailbox.Reader.ReadAsync(cancellationToken);
                Handle(command, stop.Token);
                if (command is not SessionCommand.TextArrived)
                {
                    _snapshot = TakeSnapshot(withTranscripts: true);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && HandsOver)
        {
            HasLeft = true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Abandon(SessionState.Failed, ErrorReasons.RouterStopping, "The router stopped.", retryable: true);
        }
        catch (Exception exception)
        {
            LogRunnerFailed(exception, SessionId);
            Abandon(SessionState.Failed, ErrorReasons.Internal, "The session failed; see the router's log.", false);
        }

        if (HasLeft)
        {
            Leave();
        }
        else
        {
            _snapshot = TakeSnapshot(withTranscripts: true);
            Record(sequence => new SessionEvent.Ended(sequence, _time.GetUtcNow(), WithoutTranscripts(_snapshot)));
            Feed.Complete();
        }

        _mailbox.Writer.Complete();
        GiveBackLateSlots();
        await _ended.CancelAsync();
        await Task.WhenAll(_background);
        if (!HasLeft)
        {
            LogEnded(SessionId, _session.State, _session.CompletedRounds);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _ended.Dispose();

    private static SessionSnapshot WithoutTranscripts(SessionSnapshot snapshot) =>
        snapshot with { Paths = [.. snapshot.Paths.Select(path => path with { Transcript = [] })] };

    private void Handle(SessionCommand command, CancellationToken stop)
    {
        switch (command)
        {
            case SessionCommand.SlotsGranted granted:
                StartPaths(granted, stop);
                break;
            case SessionCommand.SlotsRefused refused:
                FailPaths([.. refused.Paths.Where(path => _session.Paths[path].IsLive)], refused.Failure);
                break;
            case SessionCommand.TextArrived text when _session.IsCurrent(text.Attempt):
                Record(sequence => new SessionEvent.Text(
                    sequence, _time.GetUtcNow(), PathIds.Format(text.Attempt.PathIndex), text.Progress));
                break;
            case SessionCommand.SummaryArrived summary:
                TakeSummary(summary, stop);
                break;
            case SessionCommand.PathEnded ended:
                TakeEnd(ended);
                break;
            case SessionCommand.PathBroke broke when _session.IsCurrent(broke.Attempt):
                LogPathBroke(SessionId, broke.Attempt.PathIndex, broke.Failure.Reason, broke.Failure.Message);
                MovePaths([broke.Attempt.PathIndex], broke.Failure, stop);
                break;
            case SessionCommand.LinkLost lost:
                MovePaths(
                    [.. _links.Where(entry => entry.Value == lost.Link).Select(entry => entry.Key)],
                    LostWorker(lost.Link),
                    stop);
                break;
            case SessionCommand.LinkResumed resumed:
                TakeResumed(resumed, stop);
                break;
            case SessionCommand.WorkerlessTimeUp:
                LeaveIfWorkerless(stop);
                break;
            case SessionCommand.TakenAway:
                HasLeft = true;
                break;
            case SessionCommand.RoundTimeUp up when up.Round == _session.OpenRound:
                TakeRoundTimeUp(stop);
                break;
            case SessionCommand.CountsOverdue or SessionCommand.TimeUp or SessionCommand.CancelRequested
                when _uncounted.Count > 0:
                GiveUpCounts();
                break;
            case SessionCommand.TimeUp:
                Abandon(
                    SessionState.Cancelled,
                    ErrorReasons.TimeLimit,
                    $"The session took longer than its time limit of {_session.Settings.TimeLimit}.",
                    retryable: false);
                break;
            case SessionCommand.CancelRequested cancel:
                Abandon(SessionState.Cancelled, ErrorReasons.Cancelled, cancel.Reason, retryable: false);
                break;
        }
    }

    private void TakeSummary(SessionCommand.SummaryArrived summary, CancellationToken stop)
    {
        PathAttempt attempt = summary.Report.Attempt;
        switch (_session.TakeSummary(summary.Report, summary.Round, summary.Summary))
        {
            case SummaryVerdict.Counted:
                RecordSummary(attempt, summary);
                if (!CloseRoundIfComplete(stop) && _timedRound != _session.OpenRound)
                {
                    _timedRound = _session.OpenRound;
                    var timeUp = new SessionCommand.RoundTimeUp(_timedRound);
                    TimeSpan limit = _session.Settings.Rounds.TimeLimit ?? _options.RoundTimeLimit;
                    InBackground(PostAfterAsync(limit, timeUp, stop));
                }

                break;
            case SummaryVerdict.Late:
                RecordSummary(attempt, summary);
                summary.Link.SendPeers(summary.Round, [new PeerDelivery(attempt, [])]);
                break;
            case SummaryVerdict.Impossible:
                MovePaths(
                    [attempt.PathIndex],
                    new SessionFailure(
                        ErrorReasons.MessageInvalid,
                        $"The worker {summary.Link.WorkerId} told of round {summary.Round}, which is not the path's next.",
                        Retryable: true),
                    stop);
                summary.Link.CancelPaths([attempt], "impossible round");
                break;
        }
    }

    private void TakeRoundTimeUp(CancellationToken stop)
    {
        // Whoever began the round may be gone by now; then the next summary begins it and its time anew.
        _timedRound = 0;
        if (_session.RoundHasBegun)
        {
            CloseRound(stop);
        }
    }

    private void RecordSummary(PathAttempt attempt, SessionCommand.SummaryArrived summary)
    {
        PrepareSimilarity(summary.Summary, _ended.Token);
        Record(sequence => new SessionEvent.Summary(
            sequence, _time.GetUtcNow(), PathIds.Format(attempt.PathIndex), summary.Round, summary.Summary));
    }

    private void TakeEnd(SessionCommand.PathEnded ended)
    {
        int index = ended.Report.Attempt.PathIndex;
        if (_uncounted.Contains(index))
        {
            TakeCounts(ended.Report);
            return;
        }

        if (!_session.FinishPath(ended.Report, ended.Reason, ended.Answer))
        {
            return;
        }

        _links.Remove(index);
        RecordPathEnd(index);
        AfterPathEnd();
    }

    private void FailPaths(IReadOnlyList<int> paths, SessionFailure failure)
    {
        foreach (int path in paths)
        {
            _session.FailPath(path, failure);
            _links.Remove(path);
            RecordPathEnd(path);
        }

        AfterPathEnd();
    }

    private void AfterPathEnd()
    {
        OpenLayer();
        StopIfDecided();
        if (_session.AllPathsEnded && !_session.IsEnded && _uncounted.Count == 0)
        {
            _session.Conclude(NoAnswer);
            return;
        }

        CloseRoundIfComplete(_ended.Token);
    }

    private bool CloseRoundIfComplete(CancellationToken stop)
    {
        if (!_session.IsRoundComplete)
        {
            return false;
        }

        CloseRound(stop);
        return true;
    }

    private void CloseRound(CancellationToken stop)
    {
        long start = _time.GetTimestamp();
        RoutedRound round = _session.CloseRound();
        Telemetry?.Routed(start);
        Record(sequence => new SessionEvent.Routed(sequence, _time.GetUtcNow(), round));
        LogRouted(SessionId, round.Round, round.Deliveries.Count, round.LatePaths.Count);
        foreach (IGrouping<ISessionLink, PathDelivery> group in round.Deliveries
            .Where(delivery => _session.Paths[delivery.PathIndex].IsLive && _links.ContainsKey(delivery.PathIndex))
            .GroupBy(delivery => _links[delivery.PathIndex]))
        {
            group.Key.SendPeers(round.Round, [.. group.Select(ToPeerDelivery)]);
        }

        EndRelieved(round.RelievedPaths);
        CloseRoundIfComplete(stop);
    }

    private void Abandon(SessionState state, string reason, string message, bool retryable)
    {
        CancelOnLinks([.. _links.Keys], message);
        _session.Abandon(state, new SessionFailure(reason, message, retryable));
    }

    private async Task PostAfterAsync(TimeSpan delay, SessionCommand command, CancellationToken stop)
    {
        try
        {
            await Task.Delay(delay, _time, stop);
            await PostAsync(command, stop);
        }
        catch (OperationCanceledException)
        {
            // The session ended first.
        }
    }

    private void InBackground(Task task)
    {
        _background.RemoveAll(done => done.IsCompletedSuccessfully);
        _background.Add(task);
    }

    private void Record(Func<long, SessionEvent> make)
    {
        SessionEvent sessionEvent = WithInputs(make(Feed.NextSequence));
        Feed.Append(sessionEvent);
        Telemetry?.Observe(sessionEvent);
    }

    private void RecordPathEnd(int index)
    {
        _session.TellEnd(index);
        Record(sequence => new SessionEvent.PathEnded(
            sequence, _time.GetUtcNow(), PathSnapshot.Of(_session.Paths[index], withTranscript: false)));
    }

    private SessionSnapshot TakeSnapshot(bool withTranscripts)
    {
        DateTimeOffset now = _time.GetUtcNow();
        bool ended = _session.IsEnded;
        return new SessionSnapshot(
            _session.SessionId,
            _session.Settings,
            _session.State,
            _session.CompletedRounds,
            [.. _session.Paths.Select(path => PathSnapshot.Of(path, withTranscripts))],
            _session.Vote,
            _session.Failure,
            _session.Usage,
            new SessionTimes(_created, now, ended ? now : null, ended ? now + _options.Retention : null))
        {
            Sequence = Feed.NextSequence - 1,
            Inputs = _told,
        };
    }
}
