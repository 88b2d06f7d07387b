using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using Microsoft.Extensions.Time.Testing;

namespace LeaP.Simulations.Autoscaling.Fleet;

/// <summary>
/// The router's own placement queue under a clock that the simulation moves. The queue answers on other threads; the desk
/// waits for its answers after every change, so that a run depends on its seed alone.
/// </summary>
/// <param name="timeLimit">Longest wait for slots.</param>
internal sealed class PlacementDesk(TimeSpan timeLimit)
{
    private const string Model = "simulated";

    private readonly FakeTimeProvider _time = new();
    private readonly List<SlotRequest> _waiting = [];
    private PlacementQueue? _queue;
    private TimeSpan _now;

    /// <summary>The queue.</summary>
    public PlacementQueue Queue => _queue ??= new PlacementQueue(new LeastLoadedPlacement(), _time);

    /// <summary>Requests that wait.</summary>
    public int WaitingRequests => _waiting.Count;

    /// <summary>Slots that they ask for.</summary>
    public int WaitingSlots => _waiting.Sum(request => request.Paths.Count);

    /// <summary>Moves the clock; requests whose time is up are given back as refused by the next settling.</summary>
    /// <param name="now">The new time, not before the old one.</param>
    public void MoveTo(TimeSpan now)
    {
        _time.Advance(now - _now);
        _now = now;
    }

    /// <summary>Asks for slots.</summary>
    /// <param name="session">The session.</param>
    /// <param name="paths">Its paths that need one.</param>
    /// <param name="urgent">True for paths that were moved.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void Ask(
        SimulatedSession session,
        IReadOnlyList<SimulatedPath> paths,
        bool urgent,
        CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<ISessionLink>> granted =
            Queue.ReserveAsync(Model, paths.Count, urgent, "", timeLimit, cancellationToken);
        _waiting.Add(new SlotRequest(session, paths, urgent, _now, granted));
    }

    /// <summary>Waits until the queue has answered what it can answer now.</summary>
    /// <returns>Requests with an answer, in the order of asking; a faulted answer is a refusal.</returns>
    public async Task<IReadOnlyList<SlotRequest>> SettleAsync()
    {
        foreach (SlotRequest late in _waiting.Where(request => request.Asked + timeLimit <= _now))
        {
            await ((Task)late.Granted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        int answered = _waiting.Count - Queue.WaitingCount;
        while (true)
        {
            // Taken once: what is answered while it is looked at must not be missed by the wait.
            Task[] open = [.. _waiting.Select(request => request.Granted).Where(granted => !granted.IsCompleted)];
            if (_waiting.Count - open.Length >= answered)
            {
                break;
            }

            await Task.WhenAny(open);
        }

        SlotRequest[] done = [.. _waiting.Where(request => request.Granted.IsCompleted)];
        _waiting.RemoveAll(request => request.Granted.IsCompleted);
        return done;
    }
}
