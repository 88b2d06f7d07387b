namespace LeaP.Evaluation.Experiments;

/// <summary>Which paths of a session are given a wrong beginning.</summary>
public enum TrapArm
{
    /// <summary>None.</summary>
    None,

    /// <summary>The first path.</summary>
    One,

    /// <summary>The first half of the paths, rounded up.</summary>
    Half,

    /// <summary>All, each from a wrong path of its own as far as there are enough.</summary>
    Different,

    /// <summary>All the same one: the paper's protocol (section 2.1).</summary>
    Same,
}
