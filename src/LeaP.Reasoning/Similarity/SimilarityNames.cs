namespace LeaP.Reasoning.Similarity;

/// <summary>Names of the similarity measures that ship with the product.</summary>
public static class SimilarityNames
{
    /// <summary><see cref="IndelSimilarity"/>, the default.</summary>
    public const string Indel = "indel";

    /// <summary><see cref="LevenshteinSimilarity"/>, Eq. 4 of the paper.</summary>
    public const string Levenshtein = "levenshtein";
}
