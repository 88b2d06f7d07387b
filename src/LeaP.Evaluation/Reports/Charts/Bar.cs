using LeaP.Evaluation.Statistics;

namespace LeaP.Evaluation.Reports.Charts;

/// <summary>One bar.</summary>
/// <param name="Series">Position of its series, from 0.</param>
/// <param name="Value">Its length, 0 to 1, and its interval.</param>
internal readonly record struct Bar(int Series, Estimate Value);
