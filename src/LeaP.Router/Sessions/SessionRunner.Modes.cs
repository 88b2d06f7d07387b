using LeaP.Protocol;
using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

/// <content>Layers, groups that have talked, and votes that are decided early.</content>
internal sealed partial class SessionRunner
{
    private static readonly SessionFailure NoAnswer = new(
        ErrorReasons.NoAnswer, "No path gave an answer. More turns or longer turns may help.", Retryable: false);

    private static readonly TimeSpan CountsTimeLimit = TimeSpan.FromSeconds(2);

    private readonly HashSet<int> _uncounted = [];

    private PeerDelivery ToPeerDelivery(PathDelivery delivery)
    {
        ReasoningPath path = _session.Paths[delivery.PathIndex];
        return new PeerDelivery(_session.AttemptOf(path), delivery.Peers, path.TokenAllowance);
    }

    /// <summary>Starts the next layer once the present one has ended; without any answer to read it fails.</summary>
    private void OpenLayer()
    {
        if (_session.OpenLayer() is not { } layer)
        {
            return;
        }

        Record(sequence => new SessionEvent.Routed(sequence, _time.GetUtcNow(), layer));
        LogRouted(SessionId, layer.Round, layer.Deliveries.Count, 0);
        if (layer.Deliveries.All(delivery => delivery.Peers.Count == 0))
        {
            SessionFailure failure = _session.Paths.FirstOrDefault(path => path.Failure is not null)?.Failure ?? NoAnswer;
            foreach (int path in _session.Paths.Where(path => path.IsLive).Select(path => path.Index).ToArray())
            {
                _session.FailPath(path, failure);
                RecordPathEnd(path);
            }

            return;
        }

        RequestSlots([.. layer.Deliveries.Select(delivery => delivery.PathIndex)], _ended.Token);
    }

    private void EndRelieved(IReadOnlyList<int> paths)
    {
        CancelOnLinks(paths, "Another path of the group goes on alone.");
        foreach (int path in paths)
        {
            RecordPathEnd(path);
        }

        if (paths.Count > 0)
        {
            AfterPathEnd();
        }
    }

    private void StopIfDecided()
    {
        if (!_session.IsDecided)
        {
            return;
        }

        // Paths that run tell what they drew, so that an early end does not look cheaper than it was.
        IReadOnlyList<int> stopped = _session.StopDecided();
        _uncounted.UnionWith(stopped.Where(_links.ContainsKey));
        CancelOnLinks(stopped, "The vote can no longer change.");
        foreach (int path in stopped.Where(path => !_uncounted.Contains(path)))
        {
            RecordPathEnd(path);
        }

        LogDecided(SessionId, stopped.Count);
        InBackground(PostAfterAsync(CountsTimeLimit, new SessionCommand.CountsOverdue(), _ended.Token));
    }

    private void TakeCounts(PathReport report)
    {
        if (_session.TakeCounts(report))
        {
            _uncounted.Remove(report.Attempt.PathIndex);
            RecordPathEnd(report.Attempt.PathIndex);
            AfterPathEnd();
        }
    }

    private void GiveUpCounts()
    {
        int[] silent = [.. _uncounted.Order()];
        _uncounted.Clear();
        Array.ForEach(silent, RecordPathEnd);
        AfterPathEnd();
    }

    [LoggerMessage(EventId = 2010, EventName = "VoteDecided", Level = LogLevel.Debug,
        Message = "Session {SessionId} is decided; {Stopped} paths were stopped.")]
    private partial void LogDecided(string sessionId, int stopped);

    private void CancelOnLinks(IReadOnlyList<int> paths, string reason)
    {
        foreach (IGrouping<ISessionLink, int> group in paths
            .Where(_links.ContainsKey)
            .GroupBy(path => _links[path])
            .ToArray())
        {
            group.Key.CancelPaths([.. group.Select(path => _session.AttemptOf(_session.Paths[path]))], reason);
        }

        foreach (int path in paths)
        {
            _links.Remove(path);
        }
    }
}
