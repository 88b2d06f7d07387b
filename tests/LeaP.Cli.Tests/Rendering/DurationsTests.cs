using LeaP.Cli.Rendering;

namespace LeaP.Cli.Tests.Rendering;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("90s", 90_000)]
    [InlineData("1.5m", 90_000)]
    [InlineData("24h", 86_400_000)]
    public void A_number_with_a_unit_is_a_duration(string text, double milliseconds)
    {
        Durations.TryParse(text, out TimeSpan duration).ShouldBeTrue();
        duration.TotalMilliseconds.ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("0s")]
    [InlineData("25h")]
    [InlineData("1,5m")]
    public void Anything_else_is_none(string text) => Durations.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData(0.25, "250 ms")]
    [InlineData(2.5, "2.50 s")]
    [InlineData(125, "2 m 05 s")]
    public void Durations_are_shown_with_a_fitting_unit(double seconds, string shown) =>
        Durations.Show(TimeSpan.FromSeconds(seconds)).ShouldBe(shown);
}
