namespace LeaP.Evaluation.Runs;

/// <summary>
/// Lets as many sessions run as there are path slots for; the number of slots may change while they run. Sessions
/// enter in the order in which they asked. A session wider than all slots runs alone.
/// </summary>
/// <param name="slots">Path slots at first, at least 1.</param>
public sealed class SlotLimiter(int slots)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(int Paths, TaskCompletionSource Entered)> _waiting = new();
    private int _slots = Math.Max(1, slots);

    /// <summary>Paths of the sessions that run.</summary>
    public int Used { get; private set; }

    /// <summary>Changes the number of slots; sessions that run go on.</summary>
    /// <param name="count">The slots there are now; less than 1 counts as 1, so that something always runs.</param>
    public void SetSlots(int count)
    {
        lock (_gate)
        {
            _slots = Math.Max(1, count);
            Admit();
        }
    }

    /// <summary>Waits for the slots of a session.</summary>
    /// <param name="paths">Its paths, at least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended; nothing is held.</exception>
    public async Task EnterAsync(int paths, CancellationToken cancellationToken)
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkedListNode<(int, TaskCompletionSource)> place;
        lock (_gate)
        {
            place = _waiting.AddLast((paths, entered));
            Admit();
        }

        using CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            lock (_gate)
            {
                if (entered.TrySetCanceled(cancellationToken))
                {
                    _waiting.Remove(place);
                    Admit();
                }
            }
        });
        await entered.Task;
    }

    /// <summary>Gives the slots of a session back.</summary>
    /// <param name="paths">As many as it entered with.</param>
    public void Leave(int paths)
    {
        lock (_gate)
        {
            Used -= paths;
            Admit();
        }
    }

    private void Admit()
    {
        while (_waiting.First is { } first && (Used == 0 || Used + first.Value.Paths <= _slots))
        {
            _waiting.RemoveFirst();
            if (first.Value.Entered.TrySetResult())
            {
                Used += first.Value.Paths;
            }
        }
    }
}
