namespace LeaP.Evaluation.Reports.Charts;

/// <summary>Bars that stand together.</summary>
/// <param name="Label">What they are of.</param>
/// <param name="Bars">The bars.</param>
internal sealed record BarGroup(string Label, IReadOnlyList<Bar> Bars);
