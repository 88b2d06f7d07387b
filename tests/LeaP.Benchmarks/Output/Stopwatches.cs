namespace LeaP.Benchmarks.Output;

/// <summary>Measures how long work takes.</summary>
internal static class Stopwatches
{
    /// <summary>Median time of several runs, in milliseconds.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="runs">How often, at least once.</param>
    /// <param name="work">The work.</param>
    public static double Median(TimeProvider time, int runs, Action work)
    {
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++)
        {
            long start = time.GetTimestamp();
            work();
            times[run] = time.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[runs / 2];
    }
}
