using LeaP.Evaluation.Grading;

namespace LeaP.Evaluation.Datasets;

/// <summary>One problem of a data set.</summary>
/// <param name="Id">The data set's name for it, or its position from 1.</param>
/// <param name="Text">The problem as it is asked, its options included.</param>
/// <param name="Reference">The right answer.</param>
public sealed record EvaluationProblem(string Id, string Text, ReferenceAnswer Reference);
