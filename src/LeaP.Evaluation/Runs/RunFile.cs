namespace LeaP.Evaluation.Runs;

/// <summary>All of a file of records.</summary>
/// <param name="Header">Its first line.</param>
/// <param name="Records">Its records in the order they were written, each key once.</param>
/// <param name="IsTorn">True when the last line was cut by the end of its writer; it is left out.</param>
public sealed record RunFile(RunHeader Header, IReadOnlyList<RunRecord> Records, bool IsTorn);
