using LeaP.Reasoning.Randomness;

namespace LeaP.Worker.Link;

/// <summary>
/// How long to wait before the next dial: doubles from a minimum to a cap, with full jitter so that the workers of
/// a router that restarts do not dial in step.
/// </summary>
/// <param name="min">Shortest upper bound.</param>
/// <param name="max">Longest upper bound.</param>
/// <param name="random">Random numbers of this worker.</param>
internal sealed class RedialDelay(TimeSpan min, TimeSpan max, SeededRandom random)
{
    private const int MaxDoublings = 30;

    private int _failures;

    /// <summary>Forgets past failures: the router accepted the worker.</summary>
    public void Reset() => _failures = 0;

    /// <summary>The next wait, between half and all of the present bound.</summary>
    public TimeSpan Next()
    {
        double bound = Math.Min(max.Ticks, min.Ticks * Math.Pow(2, Math.Min(_failures, MaxDoublings)));
        _failures++;
        return TimeSpan.FromTicks((long)(bound * (0.5 + (0.5 * random.NextDouble()))));
    }
}
