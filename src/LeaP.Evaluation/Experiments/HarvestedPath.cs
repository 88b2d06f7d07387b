namespace LeaP.Evaluation.Experiments;

/// <summary>What one independent path wrote about a problem.</summary>
/// <param name="Problem">Position of the problem, from 0.</param>
/// <param name="Text">Everything behind its prompt.</param>
/// <param name="IsRight">True when its answer is right.</param>
public sealed record HarvestedPath(int Problem, string Text, bool IsRight);
