namespace LeaP.Evaluation.Reports.Charts;

/// <summary>A bar made of parts.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Parts">How much each series has, 0 or more; not all 0.</param>
internal sealed record StackRow(string Label, IReadOnlyList<int> Parts);
