namespace LeaP.Evaluation.Reports.Charts;

/// <summary>Points of one kind.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Points">The points.</param>
internal sealed record PlotSeries(string Name, IReadOnlyList<PlotPoint> Points);
