namespace LeaP.Evaluation.Statistics;

/// <summary>Pass@k from more than k samples.</summary>
public static class PassAt
{
    /// <summary>
    /// The chance that k samples, drawn without replacement from those there are, hold a right one: the unbiased
    /// estimate 1 - C(n - c, k) / C(n, k).
    /// </summary>
    /// <param name="samples">Samples there are (n), at least <paramref name="drawn"/>.</param>
    /// <param name="right">Those of them that are right (c).</param>
    /// <param name="drawn">Samples drawn (k), at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double Unbiased(int samples, int right, int drawn)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(drawn, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, drawn);
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(right, samples);
        double allWrong = 1;
        for (int i = 0; i < drawn; i++)
        {
            allWrong *= Math.Max(0, samples - right - i) / (double)(samples - i);
        }

        return 1 - allWrong;
    }
}
