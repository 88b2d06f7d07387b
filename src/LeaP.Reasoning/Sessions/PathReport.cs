using LeaP.Reasoning.Paths;

namespace LeaP.Reasoning.Sessions;

/// <summary>What a worker tells of a path at a round or at its end.</summary>
/// <param name="Attempt">The attempt that reports.</param>
/// <param name="Text">Everything since the attempt's previous report.</param>
/// <param name="Usage">Token counts of the path so far, earlier attempts included.</param>
public sealed record PathReport(PathAttempt Attempt, IReadOnlyList<TextSegment> Text, TokenCounts Usage)
{
    /// <summary>How sure the path was so far, earlier attempts included; null when it drew no reasoning token.</summary>
    public PathConfidence? Confidence { get; init; }
}
