namespace LeaP.Reasoning.Sessions;

/// <summary>How sure a path was of the reasoning tokens it drew.</summary>
/// <param name="MeanLogProbability">
/// Mean natural logarithm of the probability the model gave them at temperature 1; zero or less, nearer to zero is surer.
/// </param>
/// <param name="Tokens">Tokens the mean is taken over; 1 or more.</param>
public sealed record PathConfidence(double MeanLogProbability, long Tokens)
{
    /// <summary>The geometric mean of the tokens' probabilities, in (0, 1].</summary>
    public double MeanProbability => Math.Exp(Math.Min(MeanLogProbability, 0.0));

    /// <summary>Takes more tokens into the mean.</summary>
    /// <param name="sofar">The mean before them; null for none.</param>
    /// <param name="meanLogProbability">Mean of the new tokens.</param>
    /// <param name="tokens">How many they are; 0 changes nothing.</param>
    public static PathConfidence? Add(PathConfidence? sofar, double meanLogProbability, long tokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tokens);
        if (tokens == 0)
        {
            return sofar;
        }

        long all = (sofar?.Tokens ?? 0) + tokens;
        double sum = ((sofar?.MeanLogProbability ?? 0.0) * (sofar?.Tokens ?? 0)) + (meanLogProbability * tokens);
        return new PathConfidence(sum / all, all);
    }
}
