namespace LeaP.Evaluation.Tests.Grading;

/// <summary>One verdict of the released grader.</summary>
internal sealed record GradingVector(string Completion, string Reference, bool Correct);
