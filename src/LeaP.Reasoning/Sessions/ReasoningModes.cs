namespace LeaP.Reasoning.Sessions;

/// <summary>Names of the modes a session can reason in.</summary>
public static class ReasoningModes
{
    /// <summary>Paths exchange summaries (section 2 of the paper).</summary>
    public const string Leap = "leap";

    /// <summary>
    /// The same for models trained on such exchanges (section 4): plain prompt, and the model may ask for an
    /// exchange itself by opening a summary.
    /// </summary>
    public const string LeapT = "leap-t";

    /// <summary>Groups exchange summaries early, then one path of each goes on alone (tables 3 and 4 of the paper).</summary>
    public const string LeapS = "leap-s";

    /// <summary>Layers of agents; each reads the answers of the layer before (the paper's comparison).</summary>
    public const string Moa = "moa";

    /// <summary>No exchange: every path alone, then the vote (self-consistency).</summary>
    public const string Independent = "independent";

    /// <summary>Every mode.</summary>
    public static IReadOnlyList<string> All { get; } = [Leap, LeapT, LeapS, Moa, Independent];

    /// <summary>Modes that every prompt profile has wording for.</summary>
    public static IReadOnlyList<string> Always { get; } = [Leap, LeapT, LeapS, Independent];
}
