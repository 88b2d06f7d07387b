namespace LeaP.Evaluation.Reports.Charts;

/// <summary>Round numbers along an axis.</summary>
internal static class Ticks
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>Round numbers from 0 to at least a number, some five of them.</summary>
    /// <param name="largest">The number, more than 0.</param>
    public static IReadOnlyList<double> UpTo(double largest)
    {
        const int Wanted = 5;
        double rough = largest / Wanted;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = Steps.First(step => step * power >= rough * 0.999) * power;
        int count = (int)Math.Ceiling((largest / step) - 1e-9);
        return [.. Enumerable.Range(0, count + 1).Select(i => i * step)];
    }
}
