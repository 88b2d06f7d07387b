namespace LeaP.Evaluation.Experiments;

/// <summary>Labels that tell in a result record which experiment, and which part of it, a session belongs to.</summary>
public static class ExperimentLabels
{
    /// <summary>The experiment: one of <see cref="PrefixTrap"/>, <see cref="ErrorTolerance"/> and <see cref="Sweep"/>.</summary>
    public const string Experiment = "experiment";

    /// <summary>Which paths began wrong: the name of a <see cref="TrapArm"/>.</summary>
    public const string Arm = "arm";

    /// <summary>Number of paths with a wrong beginning; they are the first ones.</summary>
    public const string Trapped = "trapped";

    /// <summary>Number of paths with a good beginning; they are the first ones and all others began wrong.</summary>
    public const string Good = "good";

    /// <summary>The setting that is swept over.</summary>
    public const string Parameter = "parameter";

    /// <summary>Its value.</summary>
    public const string Value = "value";

    /// <summary>Value of <see cref="Experiment"/>: fixed wrong beginnings (section 2.1 of the paper).</summary>
    public const string PrefixTrap = "prefix-trap";

    /// <summary>Value of <see cref="Experiment"/>: mixed beginnings (section 5.2.1 of the paper).</summary>
    public const string ErrorTolerance = "error-tolerance";

    /// <summary>Value of <see cref="Experiment"/>: one setting changed at a time (sections 5.1 and 5.2 of the paper).</summary>
    public const string Sweep = "sweep";
}
