using LeaP.Simulations.Autoscaling.Load;

namespace LeaP.Simulations.Tests.Autoscaling;

public sealed class DailyLoadTests
{
    private static readonly LoadSettings Settings = new();

    [Fact]
    public void A_seed_gives_the_same_day_again()
    {
        IReadOnlyList<SessionPlan> one = new DailyLoad(Settings, 7).Make();
        IReadOnlyList<SessionPlan> two = new DailyLoad(Settings, 7).Make();

        one.Select(plan => plan.Arrival).ShouldBe(two.Select(plan => plan.Arrival));
        one.SelectMany(plan => plan.PathTimes).ShouldBe(two.SelectMany(plan => plan.PathTimes));
        new DailyLoad(Settings, 8).Make()[0].Arrival.ShouldNotBe(one[0].Arrival);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(11)]
    [InlineData(15.6)]
    public void As_many_sessions_come_as_the_curve_says(double hour)
    {
        TimeSpan from = TimeSpan.FromHours(hour);
        TimeSpan length = TimeSpan.FromMinutes(15);
        int days = 20;
        int came = Enumerable.Range(0, days).Sum(day => new DailyLoad(Settings with { Length = from + length }, (ulong)day).Make()
            .Count(plan => plan.Arrival >= from && plan.Arrival < from + length));
        double expected = days * Enumerable.Range(0, 15).Sum(i => new DailyLoad(Settings, 0).RateAt(from + TimeSpan.FromMinutes(i + 0.5)));

        // Five standard deviations of a Poisson count.
        Math.Abs(came - expected).ShouldBeLessThan(5 * Math.Sqrt(expected));
    }

    [Fact]
    public void No_path_outlasts_its_turns_and_rounds_are_fewer_than_turns()
    {
        double longestTurn = (Settings.IntervalTokens + Settings.SummaryTokens) / Settings.TokensPerSecond * 1.12;
        foreach (SessionPlan plan in new DailyLoad(Settings, 3).Make())
        {
            plan.PathTimes.ShouldAllBe(time =>
                time > TimeSpan.Zero && time.TotalSeconds <= Settings.MaxTurns * longestTurn + 1e-3);
            plan.Rounds.ShouldBeInRange(0, Settings.MaxTurns - 1);
        }
    }
}
