using LeaP.Inference.Sampling;

namespace LeaP.Inference.Tests.Sampling;

public sealed class ExponentialsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(300)]
    [InlineData(5000)]
    public void A_sum_is_that_of_the_exponentials_to_six_digits(int count)
    {
        float[] values = [.. Enumerable.Range(0, count).Select(i => -i * 0.0137f % 40)];

        Exponentials.Sum(values).ShouldBe(values.Sum(value => Math.Exp(value)), tolerance: 1e-6 * Math.Max(1, count));
    }

    [Fact]
    public void Every_step_of_a_fine_ladder_is_right_to_six_digits()
    {
        for (int i = 0; i <= 8000; i++)
        {
            float value = -i * 0.01f;
            float[] sixteen = [.. Enumerable.Repeat(value, 16)];

            double one = Exponentials.Sum(sixteen) / 16;

            (one / Math.Exp(value)).ShouldBe(1, 1e-6);
        }
    }

    [Fact]
    public void What_is_infinitely_unlikely_counts_as_nothing()
    {
        float[] values = [0, .. Enumerable.Repeat(float.NegativeInfinity, 40)];

        Exponentials.Sum(values).ShouldBe(1, 1e-12);
    }
}
