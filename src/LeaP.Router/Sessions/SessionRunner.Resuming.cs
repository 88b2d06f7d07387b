using System.Collections.Immutable;
using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

/// <content>Sessions that come from another router or go to one, and workers that come back.</content>
internal sealed partial class SessionRunner
{
    private readonly ResumePoint? _resume;
    private ImmutableList<SessionInput> _told = [];
    private bool _watchesForWorkers;
    private volatile bool _hasLeft;

    /// <summary>The session as it stood when this router got it.</summary>
    public SessionSnapshot First { get; }

    /// <summary>True when another router goes on with the session if this one stops. Set before it runs.</summary>
    public bool HandsOver { get; init; }

    /// <summary>True once the session no longer runs here, though it has not ended.</summary>
    public bool HasLeft
    {
        get => _hasLeft;
        private set => _hasLeft = value;
    }

    private void Begin(CancellationToken stop)
    {
        if (_resume is null)
        {
            Record(sequence => new SessionEvent.Accepted(sequence, _time.GetUtcNow(), _snapshot));
        }

        TimeSpan left = _created + _session.Settings.TimeLimit - _time.GetUtcNow();
        InBackground(PostAfterAsync(
            left > TimeSpan.Zero ? left : TimeSpan.Zero, new SessionCommand.TimeUp(), stop));
        IReadOnlyList<int> runnable = _session.RunnablePaths;
        if (_resume is not null)
        {
            LogResumed(SessionId, _resume.Sequence, runnable.Count);

            // One input may end several paths, and its router may be gone before all of them were told.
            foreach (ReasoningPath untold in _session.Paths.Where(path => !path.IsLive && !path.IsEndTold))
            {
                RecordPathEnd(untold.Index);
            }
        }

        if (runnable.Count > 0)
        {
            RequestSlots(runnable, stop);
        }

        // Nothing of this holds for a session that begins.
        AfterPathEnd();
    }

    private void WatchForWorkers(CancellationToken stop)
    {
        if (HandsOver && !_watchesForWorkers)
        {
            _watchesForWorkers = true;
            InBackground(PostAfterAsync(_options.WorkerlessLimit, new SessionCommand.WorkerlessTimeUp(), stop));
        }
    }

    private void LeaveIfWorkerless(CancellationToken stop)
    {
        _watchesForWorkers = false;
        if (!_session.Paths.Any(path => path.State == PathState.Pending))
        {
            return;
        }

        if (_placement.Capacity(_session.Settings.Model) == 0)
        {
            HasLeft = true;
        }
        else
        {
            WatchForWorkers(stop);
        }
    }

    private void Leave()
    {
        CancelOnLinks([.. _links.Keys], "The session goes on at another router.");
        _snapshot = TakeSnapshot(withTranscripts: true);
        LogLeft(SessionId, _snapshot.Sequence);
        Feed.Fail(new SessionMovedException(SessionId));
    }

    private void TakeResumed(SessionCommand.LinkResumed resumed, CancellationToken stop)
    {
        int[] here = [.. _links.Where(entry => entry.Value == resumed.Link).Select(entry => entry.Key)];
        int[] held =
        [
            .. here.Where(index =>
                _session.AttemptOf(_session.Paths[index]) is var attempt
                && _session.IsCurrent(attempt)
                && resumed.Held.Contains(attempt)),
        ];
        PathAttempt[] unwanted =
        [
            .. resumed.Held.Where(attempt => !held.Contains(attempt.PathIndex) || !_session.IsCurrent(attempt)),
        ];
        if (unwanted.Length > 0)
        {
            resumed.Link.CancelPaths(unwanted, "moved or ended while the link was broken");
        }

        // What was sent into the broken link may not have arrived; a path that heard it already passes it over.
        foreach (IGrouping<int, ReasoningPath> round in held
            .Select(index => _session.Paths[index])
            .Where(path => path.Round > 0 && path.RoutedRound == path.Round)
            .GroupBy(path => path.Round))
        {
            resumed.Link.SendPeers(
                round.Key,
                [.. round.Select(path => ToPeerDelivery(new PathDelivery(path.Index, path.RoutedPeers)))]);
        }

        if (held.Length > 0)
        {
            LogPathsResumed(SessionId, held.Length, resumed.Link.WorkerId);
        }

        int[] gone = [.. here.Except(held)];
        if (gone.Length > 0)
        {
            MovePaths(gone, LostWorker(resumed.Link), stop);
        }
    }

    private SessionEvent WithInputs(SessionEvent made)
    {
        if (_session.Inputs.Count == _told.Count)
        {
            return made;
        }

        SessionInput[] fresh = [.. _session.Inputs.Skip(_told.Count)];
        _told = _told.AddRange(fresh);
        return made with { Inputs = fresh };
    }
}
