using LeaP.Soak.Measuring;
using LeaP.TestKit.Charts;

namespace LeaP.Soak;

/// <summary>Draws what the processes held over a run, with the fitted lines.</summary>
internal static class SoakChart
{
    /// <summary>Draws the chart.</summary>
    /// <param name="result">The run; every process was seen at least once.</param>
    public static string Draw(SoakResult result)
    {
        double warm = SoakReport.WarmUpMinutes(result);
        return LineChart.Draw(
            "Mixed load with restarts of workers: what the processes hold",
            "minutes",
            [
                Panel("memory in MiB", result, sample => sample.KibiBytes / 1024, warm, result.Series),
                Panel("open handles", result, sample => sample.Handles, warm, result.Series),
                Panel("threads", result, sample => sample.Threads, warm, [.. result.Series.SkipLast(1)]),
            ]);
    }

    private static ChartPanel Panel(
        string title,
        SoakResult result,
        Func<ResourceSample, double> value,
        double warm,
        IReadOnlyList<ResourceSeries> shown)
    {
        double end = result.Series[0].Samples[^1].Minutes;
        return new ChartPanel(
            title,
            [
                .. shown.Select((series, i) =>
                    new ChartSeries(series.Name, [.. series.Samples.Select(sample => (sample.Minutes, value(sample)))]) { Color = i }),
                .. shown.Select((series, i) =>
                {
                    Slope slope = series.SlopeOf(value, warm);
                    return new ChartSeries($"{series.Name}, fitted", [(warm, slope.At(warm)), (end, slope.At(end))]) { IsDashed = true, Color = i };
                }),
            ]);
    }
}
