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

    /// <summary>No exchange: every path alone, then the vote (self-consistency).</summary>
    public const string Independent = "independent";

    /// <summary>Every mode.</summary>
    public static IReadOnlyList<string> All { get; } = [Leap, LeapT, Independent];
}
