using FsCheck.Xunit;
using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Tests.Similarity;

public sealed class SimilarityMeasureTests
{
    [Theory]
    [InlineData("", "", 1.0, 1.0)]
    [InlineData("", "abc", 0.0, 0.0)]
    [InlineData("aacb", "cbbc", 0.5, 0.0)]
    [InlineData("aacb", "bcca", 0.25, 0.25)]
    [InlineData("kitten", "sitting", 8 / 13.0, 4 / 7.0)]
    [InlineData("😀a", "😀b", 0.5, 0.5)]
    [InlineData("😀", "😁", 0.0, 0.0)]
    public void Both_formulas_give_the_known_values(string a, string b, double indel, double levenshtein)
    {
        new IndelSimilarity().Compute(a, b).ShouldBe(indel, 1e-12);
        new LevenshteinSimilarity().Compute(a, b).ShouldBe(levenshtein, 1e-12);
    }

    [Property(Arbitrary = [typeof(TextPairs)], MaxTest = 150)]
    public void Indel_equals_the_textbook_table(TextPair pair) =>
        new IndelSimilarity().Compute(pair.A, pair.B).ShouldBe(SlowOracle.Indel(pair.A, pair.B), 1e-12);

    [Property(Arbitrary = [typeof(TextPairs)], MaxTest = 150)]
    public void Levenshtein_equals_the_textbook_table(TextPair pair) =>
        new LevenshteinSimilarity().Compute(pair.A, pair.B).ShouldBe(SlowOracle.Levenshtein(pair.A, pair.B), 1e-12);

    [Property(Arbitrary = [typeof(TextPairs)])]
    public void Every_measure_is_symmetric_bounded_and_one_exactly_for_equal_texts(TextPair pair)
    {
        foreach (ISimilarityMeasure measure in SimilarityMeasures.All)
        {
            double value = measure.Compute(pair.A, pair.B);
            value.ShouldBeInRange(0.0, 1.0);
            measure.Compute(pair.B, pair.A).ShouldBe(value);
            measure.Compute(pair.A, pair.A).ShouldBe(1.0);
            (value == 1.0).ShouldBe(pair.A == pair.B);
        }
    }

    [Fact]
    public void A_lone_surrogate_is_a_symbol_of_its_own()
    {
        new IndelSimilarity().Compute("\uD83D", "\uDE00").ShouldBe(0.0);
        new IndelSimilarity().Compute("\uD83D", "\uD83D").ShouldBe(1.0);
    }
}
