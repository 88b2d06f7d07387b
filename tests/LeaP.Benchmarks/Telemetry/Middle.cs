namespace LeaP.Benchmarks.Telemetry;

/// <summary>The middle of several measurements.</summary>
/// <param name="Median">Their median.</param>
/// <param name="Low">Lower end of a 95 % interval of the median.</param>
/// <param name="High">Upper end.</param>
internal sealed record Middle(double Median, double Low, double High)
{
    /// <summary>The middle of measurements.</summary>
    /// <param name="measured">One or more.</param>
    public static Middle Of(IEnumerable<double> measured)
    {
        double[] sorted = [.. measured.Order()];

        // About 95 of 100 such intervals hold the true median, whatever the distribution: each measurement is above it or below.
        int outside = Math.Max(0, (int)Math.Floor((sorted.Length - (1.96 * Math.Sqrt(sorted.Length))) / 2) - 1);
        return new Middle(Output.Median.Of(sorted), sorted[outside], sorted[^(outside + 1)]);
    }

    /// <summary>The middle of the measurements times a number.</summary>
    /// <param name="factor">Above 0.</param>
    public Middle Times(double factor) => new(Median * factor, Low * factor, High * factor);
}
