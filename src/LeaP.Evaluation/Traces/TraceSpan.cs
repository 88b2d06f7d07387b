namespace LeaP.Evaluation.Traces;

/// <summary>
/// A stretch of the assistant's message by who wrote it. Positions count Unicode code points from the beginning of the
/// message, as strings of Python do; the spans of a record follow each other without gaps.
/// </summary>
/// <param name="Start">First position.</param>
/// <param name="End">Position behind the last.</param>
/// <param name="Kind">One of the names in <see cref="TraceSpanKinds"/>.</param>
/// <param name="Learn">True where the path wrote the text itself, so that a loss belongs there.</param>
public sealed record TraceSpan(int Start, int End, string Kind, bool Learn);
