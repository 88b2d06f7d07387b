namespace LeaP.Soak.Measuring;

/// <summary>A straight line through points by least squares.</summary>
/// <param name="PerUnit">Change of y for 1 of x.</param>
/// <param name="At0">Value of the line at x = 0.</param>
internal readonly record struct Slope(double PerUnit, double At0)
{
    /// <summary>Fits the line.</summary>
    /// <param name="points">The points; with fewer than two different x the line is flat at their mean.</param>
    public static Slope Fit(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count == 0)
        {
            return default;
        }

        double meanX = points.Average(point => point.X);
        double meanY = points.Average(point => point.Y);
        double spread = points.Sum(point => (point.X - meanX) * (point.X - meanX));
        double slope = spread == 0 ? 0 : points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / spread;
        return new Slope(slope, meanY - (slope * meanX));
    }

    /// <summary>Value of the line.</summary>
    /// <param name="x">Where.</param>
    public double At(double x) => At0 + (PerUnit * x);
}
