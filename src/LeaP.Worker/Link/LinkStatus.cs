namespace LeaP.Worker.Link;

/// <summary>How many routers this worker is linked to now.</summary>
internal sealed class LinkStatus
{
    private int _active;
    private long _ended;

    /// <summary>Links that were accepted and have not ended.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>Links that ended.</summary>
    public long Ended => Interlocked.Read(ref _ended);

    /// <summary>Counts a link that was accepted.</summary>
    /// <returns>Disposed once, when the link ends.</returns>
    public IDisposable Enter()
    {
        Interlocked.Increment(ref _active);
        return new Accepted(this);
    }

    private sealed class Accepted(LinkStatus status) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref status._active);
            Interlocked.Increment(ref status._ended);
        }
    }
}
