namespace LeaP.StressTests.Chaos;

/// <summary>What a client saw of one session.</summary>
/// <param name="State">State at its end; empty when it has none.</param>
/// <param name="Answer">Its answer; empty for none.</param>
/// <param name="PathAnswers">The answer of each path.</param>
/// <param name="Moves">Placements of its paths behind the first of each.</param>
/// <param name="Calls">Calls that the client needed, 1 when nothing broke.</param>
/// <param name="Recoveries">Times from a disturbance to the first token of a path that was placed again.</param>
/// <param name="Fault">What was wrong with the stream of events; empty for nothing.</param>
public sealed record SessionOutcome(
    string State,
    string Answer,
    IReadOnlyList<string> PathAnswers,
    int Moves,
    int Calls,
    IReadOnlyList<TimeSpan> Recoveries,
    string Fault)
{
    /// <summary>True when the session ended as the undisturbed one did, and its stream had no gap and nothing twice.</summary>
    /// <param name="calm">The undisturbed session.</param>
    public bool IsLike(SessionOutcome calm) =>
        Fault.Length == 0
        && State == calm.State
        && Answer == calm.Answer
        && PathAnswers.SequenceEqual(calm.PathAnswers, StringComparer.Ordinal);
}
