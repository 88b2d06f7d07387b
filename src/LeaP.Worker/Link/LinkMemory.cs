namespace LeaP.Worker.Link;

/// <summary>What a worker keeps from one link to the next.</summary>
/// <param name="time">The clock.</param>
internal sealed class LinkMemory(TimeProvider time)
{
    private long _brokenAt;

    /// <summary>Where paths report.</summary>
    public HeldReports Reports { get; } = new();

    /// <summary>The outbox of the link that broke, while its paths run on; null when none are held.</summary>
    public WorkerOutbox? Broken { get; private set; }

    /// <summary>Keeps the paths of a link that broke.</summary>
    /// <param name="outbox">Its outbox, closed and no longer pumped.</param>
    public void Keep(WorkerOutbox outbox)
    {
        Broken = outbox;
        _brokenAt = time.GetTimestamp();
    }

    /// <summary>Holds nothing any more.</summary>
    public void Forget() => Broken = null;

    /// <summary>True when paths were held for longer than they may be.</summary>
    /// <param name="limit">Longest hold.</param>
    public bool HeldTooLong(TimeSpan limit) => Broken is not null && time.GetElapsedTime(_brokenAt) > limit;
}
