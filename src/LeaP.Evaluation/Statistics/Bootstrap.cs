namespace LeaP.Evaluation.Statistics;

/// <summary>Percentile bootstrap over problems: what the mean would be had other problems been drawn.</summary>
public static class Bootstrap
{
    /// <summary>Draws that make the interval.</summary>
    public const int Resamples = 10_000;

    private const double Tail = 0.025;

    /// <summary>Mean of values, one for each problem, with its 95 % interval.</summary>
    /// <param name="values">At least one value.</param>
    /// <param name="seed">Seed of the draws: equal seeds give equal intervals.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static Estimate Mean(IReadOnlyList<double> values, int seed)
    {
        if (values.Count == 0)
        {
            throw new ArgumentException("A mean needs at least one value.", nameof(values));
        }

        var random = new Random(seed);
        var means = new double[Resamples];
        for (int draw = 0; draw < Resamples; draw++)
        {
            double sum = 0;
            for (int i = 0; i < values.Count; i++)
            {
                sum += values[random.Next(values.Count)];
            }

            means[draw] = sum / values.Count;
        }

        Array.Sort(means);
        return new Estimate(values.Average(), Quantile(means, Tail), Quantile(means, 1 - Tail));
    }

    /// <summary>A quantile by linear interpolation between the two nearest values.</summary>
    /// <param name="sorted">Values in rising order, at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        double position = share * (sorted.Count - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
