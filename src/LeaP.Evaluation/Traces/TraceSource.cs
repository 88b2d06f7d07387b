namespace LeaP.Evaluation.Traces;

/// <summary>What is known about a session besides its text.</summary>
/// <param name="ProblemId">Name of its problem in the data set; empty when nobody gave one.</param>
/// <param name="Expected">The right answer; null when it is not known.</param>
/// <param name="RightPaths">Identifiers of the paths whose answer is right.</param>
/// <param name="Origin">Where this was read, such as a result file; empty for the command line.</param>
public sealed record TraceSource(string ProblemId, string? Expected, IReadOnlySet<string> RightPaths, string Origin);
