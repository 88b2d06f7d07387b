using FsCheck;
using FsCheck.Xunit;
using LeaP.Evaluation.Statistics;

namespace LeaP.Evaluation.Tests.Statistics;

public sealed class PassAtTests
{
    [Theory]
    [InlineData(8, 2, 1, 0.25)]
    [InlineData(8, 2, 8, 1)]
    [InlineData(8, 0, 8, 0)]
    [InlineData(8, 8, 1, 1)]
    [InlineData(4, 1, 2, 0.5)]
    [InlineData(5, 2, 2, 0.7)]
    public void It_is_the_chance_that_a_draw_holds_a_right_one(int samples, int right, int drawn, double chance) =>
        PassAt.Unbiased(samples, right, drawn).ShouldBe(chance, 1e-12);

    [Property]
    public void It_equals_the_share_of_all_subsets(byte samples, byte right, byte drawn)
    {
        int n = 1 + (samples % 10);
        int c = right % (n + 1);
        int k = 1 + (drawn % n);
        int[] subsets = [.. Enumerable.Range(0, 1 << n).Where(bits => int.PopCount(bits) == k)];

        PassAt.Unbiased(n, c, k).ShouldBe(subsets.Average(bits => (bits & ((1 << c) - 1)) != 0 ? 1.0 : 0.0), 1e-9);
    }

    [Fact]
    public void More_cannot_be_drawn_than_there_are() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PassAt.Unbiased(3, 1, 4));
}
