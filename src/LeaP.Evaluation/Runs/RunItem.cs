namespace LeaP.Evaluation.Runs;

/// <summary>One session that a plan asks for.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Problem">Position of the problem, from 0.</param>
/// <param name="Run">Which run of this problem, from 0.</param>
public sealed record RunItem(RunSetting Setting, int Problem, int Run)
{
    /// <summary>What its record is unique by.</summary>
    public RunKey Key => new(Setting.Name, Problem, Run);
}
