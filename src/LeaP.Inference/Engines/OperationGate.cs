namespace LeaP.Inference.Engines;

/// <summary>Lets one operation of a generation in at a time, and none after it was closed.</summary>
internal sealed class OperationGate
{
    private const int Idle = 0;
    private const int Busy = 1;
    private const int Closed = 2;

    private readonly string _owner;
    private int _state;

    /// <param name="owner">Whom an <see cref="ObjectDisposedException"/> names.</param>
    public OperationGate(string owner) => _owner = owner;

    /// <summary>Begins an operation; disposing the pass ends it.</summary>
    /// <exception cref="InvalidOperationException">Another operation runs.</exception>
    /// <exception cref="ObjectDisposedException">The generation was disposed.</exception>
    public Pass Enter()
    {
        int state = Interlocked.CompareExchange(ref _state, Busy, Idle);
        return state switch
        {
            Idle => new Pass(this),
            Busy => throw new InvalidOperationException("Another operation of this generation is running; await it first."),
            _ => throw new ObjectDisposedException(_owner),
        };
    }

    /// <summary>Closes the gate for good.</summary>
    /// <returns>Whether this call closed it.</returns>
    public bool Close() => Interlocked.Exchange(ref _state, Closed) != Closed;

    /// <summary>The right to run one operation.</summary>
    public readonly struct Pass(OperationGate gate) : IDisposable
    {
        public void Dispose() => Interlocked.CompareExchange(ref gate._state, Idle, Busy);
    }
}
