using System.Runtime.CompilerServices;

namespace LeaP.Router.Sessions;

/// <summary>
/// The event log of one session. One writer, any number of readers, each at its own pace: a slow reader costs no
/// memory of its own, since all read the same log. Beyond its capacity, and a quarter more, the oldest events go.
/// Events can be held back from readers until they are stored.
/// </summary>
/// <param name="capacity">Events kept.</param>
/// <param name="first">Sequence of the first event; more than 1 when another router recorded those before.</param>
internal sealed class SessionFeed(int capacity, long first = 1)
{
    private readonly Lock _gate = new();
    private readonly List<SessionEvent> _events = [];
    private long _first = first;
    private long _shown = long.MaxValue;
    private bool _completed;
    private Exception? _fault;
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Sequence of the next event.</summary>
    public long NextSequence { get; private set; } = first;

    /// <summary>True when the events after one that a reader has are kept here.</summary>
    /// <param name="after">The last sequence the reader has; 0 for none.</param>
    public bool Covers(long after)
    {
        lock (_gate)
        {
            return after + 1 >= _first;
        }
    }

    /// <summary>
    /// Lets readers see events up to one, and holds back those behind it. Nothing changes once the session goes on elsewhere.
    /// </summary>
    /// <param name="sequence">The last event to show; <see cref="long.MaxValue"/> shows every event at once.</param>
    public void Show(long sequence)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (_shown == sequence || _fault is not null)
            {
                return;
            }

            _shown = sequence;
            changed = Renew();
        }

        changed.TrySetResult();
    }

    /// <summary>Appends an event whose sequence is <see cref="NextSequence"/>.</summary>
    /// <param name="sessionEvent">The event.</param>
    public void Append(SessionEvent sessionEvent)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            if (sessionEvent.Sequence != NextSequence)
            {
                throw new InvalidOperationException(
                    $"Event {sessionEvent.Sequence} was appended where {NextSequence} comes next.");
            }

            _events.Add(sessionEvent);
            NextSequence++;
            if (_events.Count > capacity + (capacity / 4))
            {
                // A quarter at a time, so that the cost of moving the rest is spread.
                int surplus = _events.Count - capacity;
                _events.RemoveRange(0, surplus);
                _first += surplus;
            }

            changed = Renew();
        }

        changed.TrySetResult();
    }

    /// <summary>Says that no event follows; readers end after the last one.</summary>
    public void Complete()
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _completed = true;
            changed = Renew();
        }

        changed.TrySetResult();
    }

    /// <summary>Says that the session goes on elsewhere; readers fail after the last event that is shown.</summary>
    /// <param name="fault">What readers get.</param>
    public void Fail(Exception fault)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _fault ??= fault;
            _completed = true;
            changed = Renew();
        }

        changed.TrySetResult();
    }

    /// <summary>Reads events in order, waiting for new ones, until the log is complete.</summary>
    /// <param name="after">The last sequence the reader has; 0 for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EventsTrimmedException">Events after <paramref name="after"/> are no longer kept.</exception>
    public async IAsyncEnumerable<SessionEvent> ReadAsync(
        long after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<SessionEvent> batch = await ReadShownAsync(after, cancellationToken);
            if (batch.Count == 0)
            {
                yield break;
            }

            foreach (SessionEvent sessionEvent in batch)
            {
                yield return sessionEvent;
                after = sessionEvent.Sequence;
            }
        }
    }

    /// <summary>Reads the next events, shown or not, as many as there are, waiting for the first.</summary>
    /// <param name="after">The last sequence the reader has; 0 for none.</param>
    /// <param name="limit">Most events to return; 1 or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Events in order; none when the log is complete.</returns>
    /// <exception cref="EventsTrimmedException">Events after <paramref name="after"/> are no longer kept.</exception>
    public async Task<IReadOnlyList<SessionEvent>> ReadBatchAsync(
        long after,
        int limit,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                int start = StartAfter(after);
                if (start < _events.Count || _completed)
                {
                    return _events.GetRange(start, Math.Min(limit, _events.Count - start));
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<SessionEvent>> ReadShownAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                int start = StartAfter(after);
                long shown = Math.Min(_shown, NextSequence - 1) - (_first + start) + 1;
                if (shown > 0)
                {
                    return _events.GetRange(start, (int)shown);
                }

                if (_fault is { } fault)
                {
                    throw fault;
                }

                if (_completed && start == _events.Count)
                {
                    return [];
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private int StartAfter(long after) => after + 1 < _first
        ? throw new EventsTrimmedException(after + 1, _first)
        : (int)Math.Min(after + 1 - _first, _events.Count);

    private TaskCompletionSource Renew()
    {
        TaskCompletionSource changed = _changed;
        _changed = NewSignal();
        return changed;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
