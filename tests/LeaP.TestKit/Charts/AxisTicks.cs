namespace LeaP.TestKit.Charts;

/// <summary>Round numbers for an axis.</summary>
internal static class AxisTicks
{
    private static readonly double[] Steps = [1, 2, 5, 10];

    /// <summary>The step of an axis: 1, 2 or 5 times a power of ten.</summary>
    /// <param name="span">Length of the axis, more than 0.</param>
    /// <param name="most">Most ticks.</param>
    public static double Step(double span, int most)
    {
        double raw = span / most;
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return power * Steps.First(step => (step * power) >= raw * 0.999999);
    }

    /// <summary>Ticks from the first at or below <paramref name="low"/> to the first at or above <paramref name="high"/>.</summary>
    /// <param name="low">Lowest value.</param>
    /// <param name="high">Highest value, above the lowest.</param>
    /// <param name="step">Distance of two ticks.</param>
    public static IReadOnlyList<double> Over(double low, double high, double step)
    {
        long first = (long)Math.Floor(low / step);
        long last = (long)Math.Ceiling((high / step) - 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * step)];
    }
}
