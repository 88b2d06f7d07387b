namespace LeaP.Evaluation.Runs;

/// <summary>What a record is unique by in its file.</summary>
/// <param name="Setting">Name of the setting.</param>
/// <param name="Problem">Position of the problem, from 0.</param>
/// <param name="Run">Which run of this problem, from 0.</param>
public readonly record struct RunKey(string Setting, int Problem, int Run);
