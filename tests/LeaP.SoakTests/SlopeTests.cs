using FsCheck.Xunit;
using LeaP.Soak.Measuring;

namespace LeaP.SoakTests;

public sealed class SlopeTests
{
    [Property(MaxTest = 100)]
    public void A_straight_line_is_found_again(short slope, short start)
    {
        (double X, double Y)[] points = [.. Enumerable.Range(0, 9).Select(x => ((double)x, start + (slope * (double)x)))];

        Slope fitted = Slope.Fit(points);

        fitted.PerUnit.ShouldBe(slope, 1e-6);
        fitted.At(100).ShouldBe(start + (slope * 100.0), 1e-4);
    }

    [Fact]
    public void Noise_around_a_level_gives_the_least_squares_line() =>
        Slope.Fit([(0, 1), (1, 3), (2, 2)]).ShouldBe(new Slope(0.5, 1.5));

    [Fact]
    public void One_point_is_flat() => Slope.Fit([(5, 7)]).ShouldBe(new Slope(0, 7));

    [Fact]
    public void Samples_of_the_warm_up_are_left_out()
    {
        var series = new ResourceSeries("x");
        for (int minute = 0; minute < 10; minute++)
        {
            series.Add(new ResourceSample(minute, minute < 5 ? minute * 1000 : 5000, 10, 3));
        }

        series.SlopeOf(sample => sample.KibiBytes, 5).PerUnit.ShouldBe(0);
        series.SlopeOf(sample => sample.KibiBytes, 0).PerUnit.ShouldBeGreaterThan(0);
    }
}
