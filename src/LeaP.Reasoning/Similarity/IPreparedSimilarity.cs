namespace LeaP.Reasoning.Similarity;

/// <summary>
/// A measure that does its slow work once for each text. It can be told of a text before it has to compare it, so that
/// the comparison at the end of a round finds the work done.
/// </summary>
public interface IPreparedSimilarity : ISimilarityMeasure
{
    /// <summary>Does a text's work ahead; never needed for a right result.</summary>
    /// <param name="text">A text that will be compared.</param>
    /// <param name="cancellationToken">Ends the wait for other texts' work.</param>
    Task PrepareAsync(string text, CancellationToken cancellationToken);
}
