namespace LeaP.TestKit.Charts;

/// <summary>One line of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Points">Its points, by ascending x.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>True for a value that holds until the next point; false joins the points.</summary>
    public bool IsStep { get; init; }

    /// <summary>True for a line that only guides the eye, such as a fitted slope.</summary>
    public bool IsDashed { get; init; }

    /// <summary>Which of the palette's colours it has; null takes the next one.</summary>
    public int? Color { get; init; }
}
