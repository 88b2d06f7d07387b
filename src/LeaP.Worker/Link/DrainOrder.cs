namespace LeaP.Worker.Link;

/// <summary>A router's order to leave. It holds for all links of the worker, since the worker ends behind it.</summary>
internal sealed class DrainOrder
{
    private readonly TaskCompletionSource<TimeSpan> _grace = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with how long paths may run on, once a router asked the worker to leave.</summary>
    public Task<TimeSpan> Grace => _grace.Task;

    /// <summary>True once a router asked.</summary>
    public bool IsGiven => _grace.Task.IsCompleted;

    /// <summary>A router asks; the first one counts.</summary>
    /// <param name="grace">How long paths may run on.</param>
    public void Give(TimeSpan grace) => _grace.TrySetResult(grace);
}
