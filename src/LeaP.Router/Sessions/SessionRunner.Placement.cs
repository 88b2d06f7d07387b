using LeaP.Protocol;
using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

/// <content>Where the paths run: slots asked for, paths started, paths moved.</content>
internal sealed partial class SessionRunner
{
    private static SessionFailure LostWorker(ISessionLink link) => new(
        ErrorReasons.AttemptsExhausted, $"The worker {link.WorkerId} was lost.", Retryable: true);

    private void StartPaths(SessionCommand.SlotsGranted granted, CancellationToken stop)
    {
        // A path may have been ended while it waited to be moved.
        (int Path, ISessionLink Link)[] slots = [.. granted.Paths.Zip(granted.Links)];
        _placement.Release([.. slots.Where(slot => !_session.Paths[slot.Path].IsLive).Select(slot => slot.Link)]);
        foreach (IGrouping<ISessionLink, int> group in slots
            .Where(slot => _session.Paths[slot.Path].IsLive)
            .GroupBy(slot => slot.Link, slot => slot.Path))
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

            if (!group.Key.StartPaths(_session, attempts))
            {
                MovePaths([.. group], LostWorker(group.Key), stop);
            }
        }
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

    private void RequestSlots(IReadOnlyList<int> paths, CancellationToken stop)
    {
        InBackground(RequestSlotsAsync(paths, stop));
        WatchForWorkers(stop);
    }

    private async Task RequestSlotsAsync(IReadOnlyList<int> paths, CancellationToken stop)
    {
        // Not a new session's first paths: its peers are already waiting for these.
        bool urgent = _session.State == SessionState.Running;
        SessionCommand answer;
        try
        {
            IReadOnlyList<ISessionLink> links = await _placement.ReserveAsync(
                _session.Settings.Model,
                paths.Count,
                urgent,
                _session.Settings.Tenant,
                _options.PlacementTimeLimit,
                stop);
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

    /// <summary>Gives back slots whose grant came when the session had ended and nobody reads the mailbox.</summary>
    private void GiveBackLateSlots()
    {
        while (_mailbox.Reader.TryRead(out SessionCommand? command))
        {
            if (command is SessionCommand.SlotsGranted granted)
            {
                _placement.Release(granted.Links);
            }
        }
    }
}
