namespace LeaP.StressTests.Chaos;

/// <summary>When something was disturbed.</summary>
public sealed class DisturbanceLog
{
    private readonly Lock _gate = new();
    private readonly List<long> _times = [];

    /// <summary>How often something was disturbed.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _times.Count;
            }
        }
    }

    /// <summary>Notes a disturbance that begins now.</summary>
    public void Note()
    {
        lock (_gate)
        {
            _times.Add(TimeProvider.System.GetTimestamp());
        }
    }

    /// <summary>Time of the newest disturbance until a moment; that moment when there was none.</summary>
    /// <param name="timestamp">The moment.</param>
    public long LastBefore(long timestamp)
    {
        lock (_gate)
        {
            int behind = _times.FindLastIndex(time => time <= timestamp);
            return behind < 0 ? timestamp : _times[behind];
        }
    }
}
