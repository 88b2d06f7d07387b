using Grpc.Core;
using LeaP.Hosting.Errors;
using LeaP.Protocol;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Links;

/// <summary>The workers linked now, and those lost not long ago.</summary>
internal sealed partial class WorkerDirectory(
    PlacementQueue placement,
    IOptions<WorkerLinkOptions> options,
    TimeProvider time,
    ILogger<WorkerDirectory> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, WorkerLink> _linked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkerLink> _lost = new(StringComparer.Ordinal);

    /// <summary>Workers linked now, by name.</summary>
    public IReadOnlyList<WorkerLink> Linked
    {
        get
        {
            lock (_gate)
            {
                return [.. _linked.Values.OrderBy(link => link.WorkerId, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Workers lost within the retention time, by name.</summary>
    public IReadOnlyList<WorkerLink> Lost
    {
        get
        {
            lock (_gate)
            {
                DateTimeOffset oldest = time.GetUtcNow() - options.Value.LostWorkerRetention;
                foreach (WorkerLink forgotten in _lost.Values.Where(link => link.LastSeenTime < oldest).ToArray())
                {
                    _lost.Remove(forgotten.WorkerId);
                }

                return [.. _lost.Values.OrderBy(link => link.WorkerId, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The model as some linked worker serves it; null when none does.</summary>
    /// <param name="modelId">Name of the model.</param>
    public ServedModelInfo? FindModel(string modelId) =>
        Linked.SelectMany(link => link.Worker.Models).FirstOrDefault(model => model.ModelId == modelId);

    /// <summary>Enters a worker. An older link of the same name is ended.</summary>
    /// <param name="link">The link.</param>
    public void Enter(WorkerLink link)
    {
        WorkerLink? older;
        lock (_gate)
        {
            _linked.Remove(link.WorkerId, out older);
            _lost.Remove(link.WorkerId);
            _linked[link.WorkerId] = link;
        }

        if (older is not null)
        {
            placement.Remove(older);
            older.EndWait();
            older.RequestClose(RpcErrors.Create(
                StatusCode.Aborted,
                ErrorReasons.WorkerReplaced,
                $"worker_id {link.WorkerId}: instance {link.Worker.InstanceId} took the name."));
        }

        placement.Add(link);
        LogLinked(link.WorkerId, link.Worker.InstanceId, link.SlotCount);
    }

    /// <summary>
    /// Finds the link that a worker comes back to on a new call. When its old call has not ended yet, since the router did
    /// not see the connection break, it is ended now.
    /// </summary>
    /// <param name="worker">Who the worker is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The link, taken up again; null when there is none to go on with.</returns>
    public async Task<WorkerLink?> FindReturnedAsync(WorkerIdentity worker, CancellationToken cancellationToken)
    {
        WorkerLink? known;
        lock (_gate)
        {
            known = _linked.GetValueOrDefault(worker.WorkerId);
        }

        if (known is null || known.Worker.InstanceId != worker.InstanceId || options.Value.ReturnGrace == TimeSpan.Zero)
        {
            return null;
        }

        if (!await known.SupersedeAsync(options.Value.HelloTimeLimit, cancellationToken) || !known.TryReturn())
        {
            return null;
        }

        LogReturned(worker.WorkerId, worker.InstanceId, known.RunningPaths);
        return known;
    }

    /// <summary>Removes a worker whose link ended.</summary>
    /// <param name="link">The link.</param>
    public void Leave(WorkerLink link)
    {
        lock (_gate)
        {
            if (_linked.GetValueOrDefault(link.WorkerId) == link)
            {
                _linked.Remove(link.WorkerId);
                _lost[link.WorkerId] = link;
            }
        }

        placement.Remove(link);
        LogLeft(link.WorkerId, link.Worker.InstanceId);
    }

    [LoggerMessage(EventId = 3001, EventName = "WorkerLinked", Level = LogLevel.Information,
        Message = "Worker {WorkerId} ({InstanceId}) linked with {Slots} path slots.")]
    private partial void LogLinked(string workerId, string instanceId, int slots);

    [LoggerMessage(EventId = 3003, EventName = "WorkerReturned", Level = LogLevel.Information,
        Message = "Worker {WorkerId} ({InstanceId}) came back after its connection broke; {Count} paths ran on it.")]
    private partial void LogReturned(string workerId, string instanceId, int count);

    [LoggerMessage(EventId = 3002, EventName = "WorkerLeft", Level = LogLevel.Information,
        Message = "Worker {WorkerId} ({InstanceId}) left.")]
    private partial void LogLeft(string workerId, string instanceId);
}
