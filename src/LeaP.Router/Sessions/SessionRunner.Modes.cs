using LeaP.Protocol;
using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

/// <content>Layers, groups that have talked, and votes that are decided early.</content>
internal sealed partial class SessionRunner
{
    private static readonly SessionFailure NoAnswer = new(
        ErrorReasons.NoAnswer, "No path gave an answer. More turns or longer turns may help.", Retryable: false);

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

        IReadOnlyList<int> stopped = _session.StopDecided();
        CancelOnLinks(stopped, "The vote can no longer change.");
        foreach (int path in stopped)
        {
            RecordPathEnd(path);
        }

        LogDecided(SessionId, stopped.Count);
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
