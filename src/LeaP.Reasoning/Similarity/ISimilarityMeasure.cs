using LeaP.Reasoning.Catalogs;

namespace LeaP.Reasoning.Similarity;

/// <summary>How alike two summaries are. Implementations are pure and safe to share between threads.</summary>
public interface ISimilarityMeasure : INamed
{
    /// <summary>
    /// Compares two texts by their Unicode code points. The result lies in [0, 1], 1 for equal texts,
    /// and does not depend on the order of the two.
    /// </summary>
    /// <param name="a">One text.</param>
    /// <param name="b">The other text.</param>
    double Compute(string a, string b);
}
