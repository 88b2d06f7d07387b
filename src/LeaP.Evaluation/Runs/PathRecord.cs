using System.Text.Json.Serialization;

namespace LeaP.Evaluation.Runs;

/// <summary>One path of a session.</summary>
public sealed record PathRecord
{
    /// <summary>Identifier within the session, such as <c>p0</c>.</summary>
    public required string PathId { get; init; }

    /// <summary>The answer the grader found, in normal form: equal answers are equal texts. Empty when it found none.</summary>
    public string Answer { get; init; } = "";

    /// <summary>True when the grader takes the path as right.</summary>
    public bool IsRight { get; init; }

    /// <summary>Why it stopped: <c>stop</c>, <c>length</c>, <c>failed</c> and so on, the protocol's words in lower case; empty when unknown.</summary>
    public string FinishReason { get; init; } = "";

    /// <summary>Its tokens by kind.</summary>
    public TokenTotals Tokens { get; init; } = TokenTotals.None;

    /// <summary>The exchanges it took part in, in order.</summary>
    public IReadOnlyList<RoundRecord> Rounds { get; init; } = [];

    /// <summary>
    /// What all exchanges together did to it: influenced when one of them changed it, else unaffected when it ever
    /// differed, else consistent; null when nothing could be compared.
    /// </summary>
    [JsonIgnore]
    public Influence? Influence => Rounds.Max(round => round.Influence);
}
