using LeaP.TestKit.Charts;

namespace LeaP.Simulations.Autoscaling;

/// <summary>Draws days of several settings above each other.</summary>
internal static class AutoscaleChart
{
    /// <summary>Draws the chart.</summary>
    /// <param name="results">Days with the same sessions, at least one.</param>
    public static string Draw(IReadOnlyList<DayResult> results) => LineChart.Draw(
        "A day of load: what came, what was there, who waited",
        "hour of the day",
        [
            new ChartPanel("sessions that come, a minute", [Series("arrivals", Smooth(results[0].Samples)) with { Color = 6 }]),
            new ChartPanel(
                "workers that exist",
                [.. results.Select((day, i) => Series(day.Name, [.. day.Samples.Select(s => (Hours(s), (double)s.Paid))]) with { IsStep = true, Color = i })]),
            new ChartPanel(
                "sessions that wait for slots",
                [.. results.Select((day, i) => Series(day.Name, [.. day.Samples.Select(s => (Hours(s), (double)s.WaitingSessions))]) with { Color = i })]),
        ]);

    private static ChartSeries Series(string name, IReadOnlyList<(double X, double Y)> points) => new(name, points);

    private static double Hours(DaySample sample) => sample.At.TotalHours;

    // Single minutes of a Poisson process hide its curve; five show it.
    private static IReadOnlyList<(double X, double Y)> Smooth(IReadOnlyList<DaySample> samples) =>
        [.. samples.Chunk(5).Select(five => (Hours(five[^1]), five.Average(sample => sample.Arrivals)))];
}
