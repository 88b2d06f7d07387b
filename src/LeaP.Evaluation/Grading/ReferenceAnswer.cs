namespace LeaP.Evaluation.Grading;

/// <summary>The right answer to a problem.</summary>
/// <param name="Text">The answer as the data set gives it.</param>
/// <param name="IsChoice">True when it is the letter of one of the problem's options.</param>
public sealed record ReferenceAnswer(string Text, bool IsChoice = false);
