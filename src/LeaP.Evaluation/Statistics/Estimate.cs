using System.Globalization;

namespace LeaP.Evaluation.Statistics;

/// <summary>A mean and the interval it lies in with 95 % confidence.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct Estimate(double Mean, double Low, double High)
{
    /// <summary>Half the interval's width.</summary>
    public double HalfWidth => (High - Low) / 2;

    /// <summary>In percent: <c>78.8 ± 4.4</c>.</summary>
    public string InPercent() => string.Create(CultureInfo.InvariantCulture, $"{Mean * 100:0.0} ± {HalfWidth * 100:0.0}");
}
