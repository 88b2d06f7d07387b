using LeaP.Evaluation.Statistics;

namespace LeaP.Evaluation.Reports.Charts;

/// <summary>A share over something else.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="X">Where it stands.</param>
/// <param name="Value">The share, 0 to 1, and its interval.</param>
internal sealed record PlotPoint(string Label, double X, Estimate Value);
