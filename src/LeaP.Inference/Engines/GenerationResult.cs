namespace LeaP.Inference.Engines;

/// <summary>What one <see cref="IGeneration.GenerateAsync"/> call brought.</summary>
/// <param name="Text">The new text, with the stop string when one ended it. The end-of-sequence token has no text.</param>
/// <param name="TokenCount">Tokens drawn, the end-of-sequence token included.</param>
/// <param name="Stop">Why it ended.</param>
/// <param name="StopString">The stop string that ended it; null otherwise.</param>
/// <param name="MeanLogProbability">
/// Mean natural logarithm of the probability of the drawn tokens under the unmodified distribution
/// (temperature 1, nothing cut off); 0 when no token was drawn.
/// </param>
public sealed record GenerationResult(
    string Text,
    int TokenCount,
    GenerationStop Stop,
    string? StopString,
    double MeanLogProbability);
