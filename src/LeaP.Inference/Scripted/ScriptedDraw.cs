namespace LeaP.Inference.Scripted;

/// <summary>One scripted token.</summary>
/// <param name="Text">Its text; null at the end of the sequence.</param>
/// <param name="LogProbability">A made-up natural logarithm of its probability, in (-2, 0].</param>
internal readonly record struct ScriptedDraw(string? Text, double LogProbability);
