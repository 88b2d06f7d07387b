using Grpc.Core;
using LeaP.Protocol.Link.V1;
using LeaP.Router.Mapping;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;

namespace LeaP.Router.Links;

/// <content>A worker that comes back on another call after its connection broke.</content>
internal sealed partial class WorkerLink
{
    private volatile bool _suspended;
    private bool _returning;
    private bool _greeted;
    private bool _superseded;
    private bool _broke;
    private long _resumedAfter;
    private IReadOnlyList<PathAttempt> _resumed = [];
    private TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _returned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends the present call, if it has not ended, so that the worker can go on with its link on another.</summary>
    /// <param name="limit">Longest wait for its end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the call did not end in time.</returns>
    public async Task<bool> SupersedeAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        Task ended;
        lock (_gate)
        {
            _superseded = true;
            ended = _ended.Task;
        }

        RequestClose(null);
        try
        {
            await ended.WaitAsync(limit, _time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Waits for the worker to come back, when the call that just ended broke.</summary>
    /// <param name="grace">Longest wait; 0 for none.</param>
    /// <param name="stop">Ends the wait: the router stops.</param>
    /// <returns>True when another call goes on with the link; false when the link is over.</returns>
    public async Task<bool> WaitForReturnAsync(TimeSpan grace, CancellationToken stop)
    {
        Task returned;
        bool waits;
        lock (_gate)
        {
            waits = _broke && grace > TimeSpan.Zero && !stop.IsCancellationRequested;
            _suspended = waits;
            _closed = _closed || !waits;
            returned = _returned.Task;
        }

        _ended.TrySetResult();
        if (!waits)
        {
            return false;
        }

        await Task.WhenAny(returned, Task.Delay(grace, _time, stop));
        lock (_gate)
        {
            if (returned.IsCompleted && !_closed)
            {
                return true;
            }

            _suspended = false;
            _closed = true;
            return false;
        }
    }

    /// <summary>Waits for the worker no longer: another process has its name.</summary>
    public void EndWait()
    {
        TaskCompletionSource returned;
        lock (_gate)
        {
            if (!_suspended)
            {
                return;
            }

            _closed = true;
            returned = _returned;
        }

        returned.TrySetResult();
    }

    /// <summary>Takes the link up again for a new call; nothing is sent before <see cref="Resume"/>.</summary>
    /// <returns>False when nobody waits for that any more.</returns>
    public bool TryReturn()
    {
        lock (_gate)
        {
            if (!_suspended || _returning || _closed)
            {
                return false;
            }

            _returning = true;
            _resumedAfter = ReceivedSequence;
            ReceivedSequence = 1;
            _outbox = new LinkOutbox(_options.OutboxCapacity);
            _closing = new TaskCompletionSource<RpcException?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_greeted, _superseded, _broke) = (false, false, false);
            TaskCompletionSource returned = _returned;
            _returned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Touch();
            returned.SetResult();
            return true;
        }
    }

    /// <summary>Goes on with attempts that the worker still holds, and answers its hello.</summary>
    /// <param name="held">The attempts.</param>
    /// <returns>Those that go on, and those that ran here and are held no more.</returns>
    public (IReadOnlyList<PathAttempt> Resumed, IReadOnlyList<PathAttempt> Gone) Resume(IReadOnlyList<PathAttempt> held)
    {
        PathAttempt[] gone;
        lock (_gate)
        {
            _resumed = [.. held.Where(_running.Contains)];
            gone = [.. _running.Except(_resumed)];
            _running.ExceptWith(gone);
            Greet();
            (_suspended, _returning) = (false, false);
        }

        return (_resumed, gone);
    }

    /// <summary>Answers the hello; what is sent later comes behind it. Only the first call of a call counts.</summary>
    public void Greet()
    {
        if (!_greeted)
        {
            _greeted = true;
            LinkAccepted accepted = NewAccepted();
            accepted.ResumedPaths.AddRange(_resumed.Select(LinkMapping.ToProto));
            _outbox.TryEnqueue(new ConnectResponse { Accepted = accepted });
        }
    }

    /// <summary>Notes whether the call ended as a broken connection ends.</summary>
    private void NoteEnd(Task first)
    {
        bool broke = first.Exception?.InnerException is { } cause
            ? cause is IOException || LinkHandshake.IsCancellation(cause)
            : first.IsCanceled;
        lock (_gate)
        {
            _broke = _superseded || broke;
        }
    }
}
