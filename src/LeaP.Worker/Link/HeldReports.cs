using LeaP.Reasoning.Sessions;
using LeaP.Worker.Paths;

namespace LeaP.Worker.Link;

/// <summary>
/// Where paths report, whichever link there is at the moment. While a broken link may come back, reports wait and the
/// paths that make them pause; when it is given up, reports fail and the paths end.
/// </summary>
internal sealed class HeldReports : IPathReports
{
    private readonly Lock _gate = new();
    private WorkerOutbox? _outbox;
    private bool _holds;
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Sends reports to a link from now on.</summary>
    /// <param name="outbox">The link's outbox.</param>
    public void Attach(WorkerOutbox outbox) => Change(outbox, holds: true);

    /// <summary>Lets reports wait for the next link.</summary>
    public void Hold() => Change(null, holds: true);

    /// <summary>Lets reports fail until there is a link.</summary>
    public void GiveUp() => Change(null, holds: false);

    /// <inheritdoc />
    public ValueTask TextAsync(PathAttempt attempt, PathProgress progress, CancellationToken cancellationToken) =>
        SendAsync(outbox => outbox.TextAsync(attempt, progress, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask SummaryAsync(
        PathReport report,
        int round,
        string summary,
        CancellationToken cancellationToken) =>
        SendAsync(outbox => outbox.SummaryAsync(report, round, summary, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask FinishedAsync(
        PathReport report,
        PathFinishReason reason,
        string answer,
        CancellationToken cancellationToken) =>
        SendAsync(outbox => outbox.FinishedAsync(report, reason, answer, cancellationToken), cancellationToken);

    /// <inheritdoc />
    public ValueTask FailedAsync(PathAttempt attempt, SessionFailure failure, CancellationToken cancellationToken) =>
        SendAsync(outbox => outbox.FailedAsync(attempt, failure, cancellationToken), cancellationToken);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change(WorkerOutbox? outbox, bool holds)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _outbox = outbox;
            _holds = holds;
            changed = _changed;
            _changed = NewSignal();
        }

        changed.SetResult();
    }

    private async ValueTask SendAsync(Func<WorkerOutbox, ValueTask> send, CancellationToken cancellationToken)
    {
        while (true)
        {
            WorkerOutbox? outbox;
            bool holds;
            Task changed;
            lock (_gate)
            {
                (outbox, holds, changed) = (_outbox, _holds, _changed.Task);
            }

            try
            {
                if (outbox is not null)
                {
                    await send(outbox);
                    return;
                }
            }
            catch (LinkEndedException) when (holds)
            {
                // What could not be queued goes to the next link, if there is one.
            }

            if (!holds)
            {
                throw new LinkEndedException();
            }

            await changed.WaitAsync(cancellationToken);
        }
    }
}
