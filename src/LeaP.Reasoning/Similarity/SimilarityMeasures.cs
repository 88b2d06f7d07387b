namespace LeaP.Reasoning.Similarity;

/// <summary>The similarity measures that ship with the product.</summary>
public static class SimilarityMeasures
{
    /// <summary>One instance of each, the default first.</summary>
    public static IReadOnlyList<ISimilarityMeasure> All { get; } = [new IndelSimilarity(), new LevenshteinSimilarity()];
}
