namespace LeaP.TestKit.Charts;

/// <summary>A frame with axes and lines; the panels of a chart stand one below the other and share their x axis.</summary>
/// <param name="Title">What it shows, with the unit.</param>
/// <param name="Series">Its lines, at least one, in the order of the legend.</param>
public sealed record ChartPanel(string Title, IReadOnlyList<ChartSeries> Series);
