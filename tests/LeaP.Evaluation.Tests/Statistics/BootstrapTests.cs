using FsCheck;
using FsCheck.Xunit;
using LeaP.Evaluation.Statistics;

namespace LeaP.Evaluation.Tests.Statistics;

public sealed class BootstrapTests
{
    [Fact]
    public void Equal_values_leave_no_doubt() =>
        Bootstrap.Mean([0.25, 0.25, 0.25], seed: 1).ShouldBe(new Estimate(0.25, 0.25, 0.25));

    [Fact]
    public void The_interval_of_a_share_is_that_of_the_normal_approximation()
    {
        // 120 of 200: standard error sqrt(0.6 * 0.4 / 200) = 0.0346, 1.96 of them 0.0679.
        double[] values = [.. Enumerable.Repeat(1.0, 120), .. Enumerable.Repeat(0.0, 80)];

        Estimate estimate = Bootstrap.Mean(values, seed: 3);

        estimate.Mean.ShouldBe(0.6, 1e-12);
        estimate.HalfWidth.ShouldBe(0.0679, 0.003);
        estimate.Low.ShouldBe(0.532, 0.006);
        estimate.High.ShouldBe(0.668, 0.006);
        estimate.InPercent().ShouldStartWith("60.0 ± 6.");
    }

    [Fact]
    public void A_seed_gives_one_interval()
    {
        double[] values = [0, 0.5, 1, 0.25, 0.75];

        Bootstrap.Mean(values, seed: 9).ShouldBe(Bootstrap.Mean(values, seed: 9));
        Bootstrap.Mean([0, 1, 0.3, 0.7, 0.11, 0.93], seed: 1).ShouldNotBe(Bootstrap.Mean([0, 1, 0.3, 0.7, 0.11, 0.93], seed: 2));
    }

    [Fact]
    public void No_values_have_no_mean() => Should.Throw<ArgumentException>(() => Bootstrap.Mean([], seed: 1));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 3)]
    [InlineData(0.125, 1.5)]
    [InlineData(1, 5)]
    public void Quantiles_interpolate(double share, double value) =>
        Bootstrap.Quantile([1, 2, 3, 4, 5], share).ShouldBe(value, 1e-12);

    [Property(MaxTest = 10)]
    public void The_interval_lies_within_the_values_and_around_the_mean(NonEmptyArray<byte> values)
    {
        double[] shares = [.. values.Get.Select(value => value / 255.0)];

        Estimate estimate = Bootstrap.Mean(shares, seed: 5);

        estimate.Low.ShouldBeGreaterThanOrEqualTo(shares.Min() - 1e-12);
        estimate.High.ShouldBeLessThanOrEqualTo(shares.Max() + 1e-12);
        estimate.Low.ShouldBeLessThanOrEqualTo(estimate.Mean + 1e-12);
        estimate.High.ShouldBeGreaterThanOrEqualTo(estimate.Mean - 1e-12);
    }
}
