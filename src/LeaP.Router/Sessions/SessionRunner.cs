using System.Threading.Channels;
using LeaP.Protocol;
using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Sessions;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using Microsoft.Extensions.Logging;

namespace LeaP.Router.Sessions;

/// <summary>
/// Runs one session: everything that happens to it goes through its mailbox and is handled one at a time, so the
/// session needs no locks.
/// </summary>
internal sealed partial class SessionRunner
{
    private const int MailboxCapacity = 1024;

    private readonly ReasoningSession _session;
    private readonly PlacementQueue _placement;
    private readonly SessionOptions _options;
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
        SessionOptions options,
        TimeProvider time,
        ILogger<SessionRunner> logger)
    {
        _session = session;
        _placement = placement;
        _options = options;
        _time = time;
        _logger = logger;
        _created = time.GetUtcNow();
        Feed = new SessionFeed(options.MaxEvents);
        _snapshot = TakeSnapshot(withTranscripts: false);
    }

    /// <summary>Identifier of the session.</summary>
    public string SessionId => _session.SessionId;

    /// <summary>Its events.</summary>
    public SessionFeed Feed { get; }

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
        try
        {
            Record(sequence => new SessionEvent.Accepted(sequence, _time.GetUtcNow(), _snapshot));
            InBackground(PostAfterAsync(_session.Settings.TimeLimit, new SessionCommand.TimeUp(), stop.Token));
            RequestSlots([.. _session.Paths.Select(path => path.Index)], stop.Token);
            while (!_session.IsEnded)
            {
                SessionCommand command = await _mailbox.Reader.ReadAsync(cancellationToken);
                Handle(command, stop.Token);
                _snapshot = TakeSnapshot(withTranscripts: true);
            }
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

        _snapshot = TakeSnapshot(withTranscripts: true);
        Record(sequence => new SessionEvent.Ended(sequence, _time.GetUtcNow(), WithoutTranscripts(_snapshot)));
        Feed.Complete();
        _mailbox.Writer.Complete();
        await _ended.CancelAsync();
        await Task.WhenAll(_background);
        _ended.Dispose();
        LogEnded(SessionId, _session.State, _session.CompletedRounds);
    }

    private static SessionSnapshot WithoutTranscripts(SessionSnapshot snapshot) =>
        snapshot with { Paths = [.. snapshot.Paths.Select(path => path with { Transcript = [] })] };

    private void Handle(SessionCommand command, CancellationToken stop)
    {
        switch (command)
        {
            case SessionCommand.SlotsGranted granted:
                StartPaths(granted);
                break;
            case SessionCommand.SlotsRefused refused:
                FailPaths(refused.Paths, refused.Failure);
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
                    new SessionFailure(
                        ErrorReasons.AttemptsExhausted, $"The worker {lost.Link.WorkerId} was lost.", Retryable: true),
                    stop);
                break;
            case SessionCommand.RoundTimeUp up when up.Round == _session.OpenRound:
                CloseRound(stop);
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

    private void StartPaths(SessionCommand.SlotsGranted granted)
    {
        foreach (IGrouping<ISessionLink, int> group in granted.Paths
            .Zip(granted.Links)
            .GroupBy(pair => pair.Second, pair => pair.First))
        {
            var attempts = new List<PathAttempt>();
            foreach (int path in group)
            {
                PathAttempt attempt = _session.Place(path, group.Key.WorkerId);
                attempts.Add(attempt);
                _links[path] = group.Key;
                Record(sequence => new SessionEvent.Placed(
                    sequence, _time.GetUtcNow(), PathIds.Format(path), group.Key.WorkerId, attempt.Number));
            }

            group.Key.StartPaths(_session, attempts);
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
                    InBackground(PostAfterAsync(_options.RoundTimeLimit, timeUp, stop));
                }

                break;
            case SummaryVerdict.Late:
                RecordSummary(attempt, summary);
                summary.Link.SendPeers(summary.Round, [(attempt, [])]);
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

    private void RecordSummary(PathAttempt attempt, SessionCommand.SummaryArrived summary) =>
        Record(sequence => new SessionEvent.Summary(
            sequence, _time.GetUtcNow(), PathIds.Format(attempt.PathIndex), summary.Round, summary.Summary));

    private void TakeEnd(SessionCommand.PathEnded ended)
    {
        int index = ended.Report.Attempt.PathIndex;
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
        if (_session.AllPathsEnded)
        {
            _session.Conclude(new SessionFailure(
                ErrorReasons.NoAnswer, "No path gave an answer. More turns or longer turns may help.", false));
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
        RoutedRound round = _session.CloseRound();
        Record(sequence => new SessionEvent.Routed(sequence, _time.GetUtcNow(), round));
        LogRouted(SessionId, round.Round, round.Deliveries.Count, round.LatePaths.Count);
        foreach (IGrouping<ISessionLink, PathDelivery> group in round.Deliveries
            .Where(delivery => _links.ContainsKey(delivery.PathIndex))
            .GroupBy(delivery => _links[delivery.PathIndex]))
        {
            group.Key.SendPeers(
                round.Round,
                [.. group.Select(d => (_session.AttemptOf(_session.Paths[d.PathIndex]), d.Peers))]);
        }

        CloseRoundIfComplete(stop);
    }

    private void MovePaths(IReadOnlyList<int> paths, SessionFailure failure, CancellationToken stop)
    {
        var again = new List<int>();
        var failed = new List<int>();
        foreach (int index in paths)
        {
            _links.Remove(index);
            if (!_session.Paths[index].IsLive)
            {
                continue;
            }

            _session.Displace(index);
            (failure.Retryable && _session.Paths[index].Attempt < _options.MaxAttempts ? again : failed).Add(index);
        }

        if (failed.Count > 0)
        {
            FailPaths(failed, failure);
        }

        if (again.Count > 0 && !_session.IsEnded)
        {
            LogMoving(SessionId, again.Count, failure.Message);
            RequestSlots(again, stop);
        }
    }

    private void Abandon(SessionState state, string reason, string message, bool retryable)
    {
        foreach (IGrouping<ISessionLink, int> group in _links.GroupBy(entry => entry.Value, entry => entry.Key))
        {
            group.Key.CancelPaths([.. group.Select(index => _session.AttemptOf(_session.Paths[index]))], message);
        }

        _links.Clear();
        _session.Abandon(state, new SessionFailure(reason, message, retryable));
    }

    private void RequestSlots(IReadOnlyList<int> paths, CancellationToken stop) =>
        InBackground(RequestSlotsAsync(paths, stop));

    private async Task RequestSlotsAsync(IReadOnlyList<int> paths, CancellationToken stop)
    {
        // Not a new session's first paths: its peers are already waiting for these.
        bool urgent = paths.Any(path => _session.Paths[path].Attempt > 0);
        SessionCommand answer;
        try
        {
            IReadOnlyList<ISessionLink> links = await _placement.ReserveAsync(
                _session.Settings.Model, paths.Count, urgent, _options.PlacementTimeLimit, stop);
            var granted = new SessionCommand.SlotsGranted(paths, links);
            if (!await PostAsync(granted, CancellationToken.None))
            {
                _placement.Release(links);
            }

            return;
        }
        catch (TimeoutException)
        {
            answer = new SessionCommand.SlotsRefused(paths, new SessionFailure(
                ErrorReasons.PlacementTimeout,
                $"No worker had {paths.Count} free path slots for model {_session.Settings.Model} within "
                + $"{_options.PlacementTimeLimit}.",
                Retryable: true));
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await PostAsync(answer, CancellationToken.None);
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

    private void Record(Func<long, SessionEvent> make) => Feed.Append(make(Feed.NextSequence));

    private void RecordPathEnd(int index) => Record(sequence => new SessionEvent.PathEnded(
        sequence, _time.GetUtcNow(), PathSnapshot.Of(_session.Paths[index], withTranscript: false)));

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
            new SessionTimes(_created, now, ended ? now : null, ended ? now + _options.Retention : null));
    }
}
