namespace LeaP.Simulations.Autoscaling;

/// <summary>What is to happen, by time; of two things at one time the one that was planned first.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Number)> _events = new();
    private long _planned;

    /// <summary>Plans an event.</summary>
    /// <param name="at">When.</param>
    /// <param name="happen">What.</param>
    public void Plan(TimeSpan at, Action happen) => _events.Enqueue(happen, (at, _planned++));

    /// <summary>Takes the next event.</summary>
    /// <param name="at">When it happens.</param>
    /// <param name="happen">What happens.</param>
    /// <returns>False when nothing is planned.</returns>
    public bool TryTake(out TimeSpan at, out Action happen)
    {
        bool taken = _events.TryDequeue(out Action? next, out (TimeSpan At, long Number) key);
        (at, happen) = (key.At, next ?? (static () => { }));
        return taken;
    }
}
