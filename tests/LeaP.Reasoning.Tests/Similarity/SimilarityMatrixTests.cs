using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.Tests.Similarity;

public sealed class SimilarityMatrixTests
{
    private static readonly string[] Summaries =
        ["solve for x gives 12", "solve for x gives 21", "the sum is 12", "area of the triangle is 30", "x equals 12"];

    [Theory]
    [InlineData(SimilarityNames.Indel, new[] { .95, .4848, .3913, .4516, .4242, .3913, .3871, .4103, .5, .3243 })]
    [InlineData(SimilarityNames.Levenshtein, new[] { .9, .4, .2308, .25, .3, .2308, .15, .3077, .4615, .2308 })]
    public void Rows_equal_the_vectors_of_the_released_code_and_the_paper(string name, double[] upperTriangle)
    {
        var matrix = SimilarityMatrix.Compute(SimilarityMeasures.All.Single(measure => measure.Name == name), Summaries);
        int next = 0;
        for (int i = 0; i < matrix.Count; i++)
        {
            matrix[i, i].ShouldBe(1.0);
            for (int j = i + 1; j < matrix.Count; j++)
            {
                matrix[i, j].ShouldBe(upperTriangle[next++], 5e-5);
                matrix[j, i].ShouldBe(matrix[i, j]);
            }
        }
    }

    [Fact]
    public void Each_pair_is_compared_once()
    {
        var measure = new CountingMeasure(0.5);
        SimilarityMatrix.Compute(measure, Summaries);
        measure.Calls.ShouldBe(10);
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_value_outside_zero_to_one_is_refused(double value) =>
        Should.Throw<InvalidOperationException>(() => SimilarityMatrix.Compute(new CountingMeasure(value), Summaries))
            .Message.ShouldContain("counting");

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 5)]
    public void A_position_outside_the_matrix_is_refused(int i, int j)
    {
        var matrix = SimilarityMatrix.Compute(new IndelSimilarity(), Summaries);
        Should.Throw<ArgumentOutOfRangeException>(() => matrix[i, j]);
    }

    private sealed class CountingMeasure(double value) : ISimilarityMeasure
    {
        public string Name => "counting";

        public int Calls { get; private set; }

        public double Compute(string a, string b)
        {
            Calls++;
            return value;
        }
    }
}
