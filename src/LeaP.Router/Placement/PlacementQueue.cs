using LeaP.Router.Sessions;

namespace LeaP.Router.Placement;

/// <summary>
/// Keeps count of every linked worker's free path slots and hands them out. A session's paths get their slots all
/// at once or not at all: half a session would hold slots while it waits for the other half. Requests for one
/// model are served one after the other: moved paths first, then tenants in turn, each in its own order.
/// </summary>
/// <param name="placement">Chooses among workers.</param>
/// <param name="time">The clock.</param>
internal sealed class PlacementQueue(IPathPlacement placement, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<IPlacementTarget, int> _free = [];
    private readonly LinkedList<Request> _waiting = new();

    // The turn that was served last, by model.
    private readonly Dictionary<string, long> _served = new(StringComparer.Ordinal);

    /// <summary>Requests that wait for slots.</summary>
    public int WaitingCount
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Slots that the waiting requests ask for together.</summary>
    public int WaitingSlots
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Sum(request => request.Count);
            }
        }
    }

    /// <summary>Slots of all linked workers that take paths, and how many of them are free.</summary>
    public (int Total, int Free) Slots
    {
        get
        {
            lock (_gate)
            {
                KeyValuePair<IPlacementTarget, int>[] taking = [.. _free.Where(entry => entry.Key.TakesPaths)];
                return (taking.Sum(entry => entry.Key.SlotCount), taking.Sum(entry => entry.Value));
            }
        }
    }

    /// <summary>Slots of all linked workers that serve a model and take paths, taken or free.</summary>
    /// <param name="model">Name of the model.</param>
    public int Capacity(string model)
    {
        lock (_gate)
        {
            return _free.Keys.Where(target => target.TakesPaths && target.Serves(model)).Sum(target => target.SlotCount);
        }
    }

    /// <summary>Free slots of one worker; 0 for one that is not linked.</summary>
    /// <param name="target">The worker.</param>
    public int FreeSlots(IPlacementTarget target)
    {
        lock (_gate)
        {
            return _free.GetValueOrDefault(target);
        }
    }

    /// <summary>Adds a worker with all its slots free.</summary>
    /// <param name="target">The worker.</param>
    public void Add(IPlacementTarget target)
    {
        lock (_gate)
        {
            _free[target] = target.SlotCount;
            Serve();
        }
    }

    /// <summary>Removes a worker with all its slots.</summary>
    /// <param name="target">The worker.</param>
    public void Remove(IPlacementTarget target)
    {
        lock (_gate)
        {
            _free.Remove(target);
        }
    }

    /// <summary>Gives slots back. Slots of workers that are no longer linked are forgotten.</summary>
    /// <param name="links">One entry a slot.</param>
    public void Release(IReadOnlyList<ISessionLink> links)
    {
        lock (_gate)
        {
            foreach (ISessionLink link in links)
            {
                if (link is IPlacementTarget target && _free.TryGetValue(target, out int free))
                {
                    _free[target] = Math.Min(free + 1, target.SlotCount);
                }
            }

            Serve();
        }
    }

    /// <summary>Reserves slots, waiting for them.</summary>
    /// <param name="model">Model the workers must serve.</param>
    /// <param name="count">Slots; at least 1.</param>
    /// <param name="urgent">True to go before requests that are not.</param>
    /// <param name="tenant">Whose session it is for.</param>
    /// <param name="timeLimit">Longest wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The worker of each slot.</returns>
    /// <exception cref="TimeoutException">The slots were not free in time.</exception>
    public async Task<IReadOnlyList<ISessionLink>> ReserveAsync(
        string model,
        int count,
        bool urgent,
        string tenant,
        TimeSpan timeLimit,
        CancellationToken cancellationToken)
    {
        var request = new Request(model, count, urgent, tenant);
        lock (_gate)
        {
            Enqueue(request);
            Serve();
        }

        try
        {
            return await request.Granted.Task.WaitAsync(timeLimit, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            lock (_gate)
            {
                if (!_waiting.Remove(request) && request.Granted.Task.IsCompletedSuccessfully)
                {
                    // Granted in the moment the wait ended; a cancelled caller cannot use it.
                    Release(request.Links);
                }
                else
                {
                    Serve();
                }
            }

            throw;
        }
    }

    private void Enqueue(Request request)
    {
        if (!request.Urgent)
        {
            // The n-th that a tenant has waiting stands in the n-th turn from now, whatever others have waiting.
            request.Turn = 1 + _waiting
                .Where(other => !other.Urgent && other.Model == request.Model && other.Tenant == request.Tenant)
                .Select(other => other.Turn)
                .Append(_served.GetValueOrDefault(request.Model))
                .Max();
        }

        // Urgent ones have turn 0. Behind all of the same turn, so that those keep their order.
        LinkedListNode<Request>? before = _waiting.Last;
        while (before is not null && before.Value.Turn > request.Turn)
        {
            before = before.Previous;
        }

        if (before is null)
        {
            _waiting.AddFirst(request);
        }
        else
        {
            _waiting.AddAfter(before, request);
        }
    }

    private void Serve()
    {
        var blockedModels = new HashSet<string>(StringComparer.Ordinal);
        LinkedListNode<Request>? node = _waiting.First;
        while (node is not null)
        {
            LinkedListNode<Request>? next = node.Next;
            if (!blockedModels.Contains(node.Value.Model) && !TryGrant(node.Value))
            {
                blockedModels.Add(node.Value.Model);
            }
            else if (node.Value.Granted.Task.IsCompleted)
            {
                _waiting.Remove(node);
                if (!node.Value.Urgent)
                {
                    _served[node.Value.Model] = node.Value.Turn;
                }
            }

            node = next;
        }

        if (_waiting.Count == 0)
        {
            _served.Clear();
        }
    }

    private bool TryGrant(Request request)
    {
        IPlacementTarget[] targets =
            [.. _free.Keys.Where(t => t.TakesPaths && t.Serves(request.Model)).OrderBy(t => t.WorkerId, StringComparer.Ordinal)];
        int[] free = [.. targets.Select(target => _free[target])];
        if (free.Sum() < request.Count)
        {
            return false;
        }

        IReadOnlyList<int> chosen = placement.Choose(free, request.Count);
        foreach (int index in chosen)
        {
            _free[targets[index]]--;
        }

        request.Links = [.. chosen.Select(index => (ISessionLink)targets[index])];
        request.Granted.SetResult(request.Links);
        return true;
    }

    private sealed class Request(string model, int count, bool urgent, string tenant)
    {
        public string Model { get; } = model;

        public int Count { get; } = count;

        public bool Urgent { get; } = urgent;

        public string Tenant { get; } = tenant;

        public long Turn { get; set; }

        public IReadOnlyList<ISessionLink> Links { get; set; } = [];

        public TaskCompletionSource<IReadOnlyList<ISessionLink>> Granted { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
