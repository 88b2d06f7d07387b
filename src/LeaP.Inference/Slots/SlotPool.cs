namespace LeaP.Inference.Slots;

/// <summary>
/// A fixed number of slots, handed out first come, first served: a request for many slots is not overtaken by later
/// requests for few. Safe to call from several threads.
/// </summary>
internal sealed class SlotPool : IDisposable
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<int, int> _free = new();
    private readonly LinkedList<SlotRequest> _waiting = new();
    private readonly Type _owner;
    private bool _disposed;

    /// <param name="count">Slots in all.</param>
    /// <param name="owner">Whom an <see cref="ObjectDisposedException"/> names.</param>
    public SlotPool(int count, Type owner)
    {
        _owner = owner;
        for (int slot = 0; slot < count; slot++)
        {
            _free.Enqueue(slot, slot);
        }
    }

    /// <summary>Waits until <paramref name="count"/> slots are free and takes them all at once.</summary>
    public async Task<int[]> TakeAsync(int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new SlotRequest(count);
        LinkedListNode<SlotRequest> node;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, _owner);
            node = _waiting.AddLast(request);
            Serve();
        }

        await using CancellationTokenRegistration registration =
            cancellationToken.Register(() => Withdraw(node, cancellationToken));
        return await request.Slots.Task;
    }

    /// <summary>Gives a slot back.</summary>
    public void Return(int slot)
    {
        lock (_lock)
        {
            _free.Enqueue(slot, slot);
            Serve();
        }
    }

    /// <summary>Ends every wait with an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (SlotRequest request in _waiting)
            {
                request.Slots.TrySetException(new ObjectDisposedException(_owner.FullName));
            }

            _waiting.Clear();
        }
    }

    private void Withdraw(LinkedListNode<SlotRequest> node, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (node.List is not null)
            {
                _waiting.Remove(node);
                node.Value.Slots.TrySetCanceled(cancellationToken);
                Serve();
            }
        }
    }

    private void Serve()
    {
        while (_waiting.First is { } first && first.Value.Count <= _free.Count)
        {
            _waiting.RemoveFirst();
            int[] slots = new int[first.Value.Count];
            for (int i = 0; i < slots.Length; i++)
            {
                slots[i] = _free.Dequeue();
            }

            first.Value.Slots.TrySetResult(slots);
        }
    }

    private sealed class SlotRequest(int count)
    {
        public int Count { get; } = count;

        public TaskCompletionSource<int[]> Slots { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
