namespace LeaP.Benchmarks.Output;

/// <summary>The middle of several measurements.</summary>
internal static class Median
{
    /// <summary>The middle one; of an even number the mean of the two in the middle.</summary>
    /// <param name="values">At least one.</param>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
