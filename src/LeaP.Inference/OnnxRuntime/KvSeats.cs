using LeaP.Inference.Engines;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// Which contexts have their KV in memory. When there are more contexts than seats, one that nothing is done for gives up
/// its seat, the one unused for longest first; its text and tokens stay and are prefilled when it is needed again.
/// </summary>
internal sealed class KvSeats
{
    private readonly PathContext?[] _sitting;
    private readonly long[] _used;
    private readonly EngineCounters _counters;
    private long _clock;

    public KvSeats(int count, EngineCounters counters)
    {
        _sitting = new PathContext?[count];
        _used = new long[count];
        _counters = counters;
    }

    /// <summary>The context in a seat; null when it is free.</summary>
    public PathContext? At(int seat) => _sitting[seat];

    /// <summary>Gives a context a seat, if it has none.</summary>
    /// <param name="context">The context.</param>
    /// <param name="mayEvict">Whether another one may lose its seat for it.</param>
    /// <returns>Whether it has one now.</returns>
    public bool TrySeat(PathContext context, bool mayEvict = true)
    {
        if (!context.IsSeated)
        {
            int seat = FindSeat(mayEvict);
            if (seat < 0)
            {
                return false;
            }

            if (_sitting[seat] is { } leaving)
            {
                leaving.Evict();
                _counters.AddEvicted();
            }

            _sitting[seat] = context;
            context.Seat = seat;
        }

        _used[context.Seat] = ++_clock;
        return true;
    }

    /// <summary>Takes a context out of its seat for good.</summary>
    public void Leave(PathContext context)
    {
        if (context.IsSeated)
        {
            _sitting[context.Seat] = null;
            context.Evict();
        }
    }

    /// <summary>Seats held by paths of a session that something is done for.</summary>
    public int BusySeats(SessionShare share) => _sitting.Count(context => context?.IsBusy == true && context.Share == share);

    private int FindSeat(bool mayEvict)
    {
        int best = -1;
        for (int seat = 0; seat < _sitting.Length; seat++)
        {
            if (_sitting[seat] is null)
            {
                return seat;
            }

            if (mayEvict && !_sitting[seat]!.IsBusy && (best < 0 || _used[seat] < _used[best]))
            {
                best = seat;
            }
        }

        return best;
    }
}
