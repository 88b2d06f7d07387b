namespace LeaP.Reasoning.Answers;

/// <summary>The vote of one path.</summary>
/// <param name="PathIndex">The path, from 0.</param>
/// <param name="Answer">Its answer in normal form; null or empty when the path has none and does not vote.</param>
public sealed record PathVote(int PathIndex, string? Answer)
{
    /// <summary>Geometric mean of the probabilities of its reasoning tokens, in (0, 1]; 1 when none is known.</summary>
    public double MeanProbability { get; init; } = 1.0;

    /// <summary>Length of its reasoning and answer in tokens.</summary>
    public long Tokens { get; init; }
}
