using LeaP.Protocol.Link.V1;
using LeaP.Worker.Mapping;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;

namespace LeaP.Worker.Link;

/// <content>What a router may not have got, kept until it says that it has.</content>
internal sealed partial class WorkerOutbox
{
    private readonly Lock _gate = new();
    private readonly Queue<ConnectRequest> _unacknowledged = new();
    private readonly Queue<ConnectRequest> _again = new();
    private bool _isComplete = true;

    /// <summary>False when more was sent without an acknowledgement than is kept, so that paths cannot be resumed.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_gate)
            {
                return _isComplete;
            }
        }
    }

    /// <summary>Forgets what the router has acted on.</summary>
    /// <param name="sequence">The highest sequence it has acted on.</param>
    public void Acknowledge(long sequence)
    {
        lock (_gate)
        {
            while (_unacknowledged.TryPeek(out ConnectRequest? oldest) && oldest.Sequence <= sequence)
            {
                _unacknowledged.Dequeue();
            }
        }
    }

    /// <summary>Takes over from the outbox of a broken link what its router did not get. Before the pump starts.</summary>
    /// <param name="broken">The outbox, closed and no longer pumped.</param>
    /// <param name="after">The highest sequence the router has acted on.</param>
    /// <param name="resumed">The attempts it goes on with.</param>
    public void TakeOver(WorkerOutbox broken, long after, IReadOnlySet<PathAttempt> resumed)
    {
        broken.Acknowledge(after);
        foreach (ConnectRequest message in broken._unacknowledged.Concat(broken._again).Concat(broken.Queued()))
        {
            if (AttemptOf(message) is { } attempt && resumed.Contains(attempt))
            {
                _again.Enqueue(message);
            }
        }
    }

    private static PathAttempt? AttemptOf(ConnectRequest message) => message.PayloadCase switch
    {
        ConnectRequest.PayloadOneofCase.TextReported => OrderMapping.ToAttempt(message.TextReported.Attempt),
        ConnectRequest.PayloadOneofCase.SummaryReported => OrderMapping.ToAttempt(message.SummaryReported.Attempt),
        ConnectRequest.PayloadOneofCase.PathFinished => OrderMapping.ToAttempt(message.PathFinished.Attempt),
        ConnectRequest.PayloadOneofCase.PathFailed => OrderMapping.ToAttempt(message.PathFailed.Attempt),
        _ => null,
    };

    private IEnumerable<ConnectRequest> Queued()
    {
        while (_messages.Reader.TryRead(out ConnectRequest? message))
        {
            yield return message;
        }
    }

    private void Keep(ConnectRequest message)
    {
        if (AttemptOf(message) is null)
        {
            return;
        }

        lock (_gate)
        {
            _unacknowledged.Enqueue(message);
            if (_unacknowledged.Count > capacity)
            {
                // A router that acknowledges nothing for so long is not one whose paths are worth holding.
                _isComplete = false;
                _unacknowledged.Dequeue();
            }
        }
    }
}
