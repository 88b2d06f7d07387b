namespace LeaP.Evaluation.Grading;

/// <summary>What a grader says about a path.</summary>
/// <param name="Answer">The answer it found, in normal form; empty when there is none.</param>
/// <param name="IsRight">True when it is the right one.</param>
public sealed record Verdict(string Answer, bool IsRight);
