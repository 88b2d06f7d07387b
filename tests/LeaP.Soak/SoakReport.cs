using System.Globalization;
using LeaP.Soak.Measuring;
using LeaP.TestKit;

namespace LeaP.Soak;

/// <summary>Prints what a run came to.</summary>
internal static class SoakReport
{
    /// <summary>Prints ends, slopes and figures.</summary>
    /// <param name="result">The run.</param>
    /// <param name="output">Where to.</param>
    public static async Task WriteAsync(SoakResult result, TextWriter output)
    {
        await output.WriteLineAsync(Invariant(
            $"{result.Settings.Length.TotalMinutes:0.##} min, seed {result.Settings.Seed}, {result.Restarts} restarts of workers"));
        foreach ((string kind, int count) in result.Outcomes.Right.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            await output.WriteLineAsync(Invariant($"{kind,-12} {count,7} right"));
        }

        foreach (string line in result.Outcomes.Wrong.Concat(result.Problems).Take(50))
        {
            await output.WriteLineAsync($"wrong: {line}");
        }

        double warm = WarmUpMinutes(result);
        foreach (ResourceSeries series in result.Series)
        {
            await WriteAsync(output, $"soak.{series.Name}.memory_slope", series.SlopeOf(sample => sample.KibiBytes, warm), "KiB/min");
            await WriteAsync(output, $"soak.{series.Name}.handles_slope", series.SlopeOf(sample => sample.Handles, warm), "handles/min");
            await WriteAsync(output, $"soak.{series.Name}.threads_slope", series.SlopeOf(sample => sample.Threads, warm), "threads/min");
            await output.WriteLineAsync(FigureLine.Of($"soak.{series.Name}.memory_end", series.Samples[^1].KibiBytes, "KiB"));
        }

        await WriteAsync(output, "soak.memory_slope", result.Series[0].SlopeOf(sample => sample.KibiBytes, warm), "KiB/min");
        await output.WriteLineAsync(FigureLine.Of("soak.sessions", result.Outcomes.Right.Values.Sum(), "sessions"));
        await output.WriteLineAsync(FigureLine.Of("soak.wrong", result.Outcomes.Wrong.Count, "sessions"));
        await output.WriteLineAsync(FigureLine.Of("soak.errors_logged", result.Problems.Count, "lines"));
        await output.WriteLineAsync(FigureLine.Of("soak.restarts", result.Restarts, "workers"));
    }

    /// <summary>End of the warm-up in minutes.</summary>
    /// <param name="result">The run.</param>
    public static double WarmUpMinutes(SoakResult result) =>
        result.Settings.Length.TotalMinutes * result.Settings.WarmUpShare;

    private static Task WriteAsync(TextWriter output, string name, Slope slope, string unit) =>
        output.WriteLineAsync(FigureLine.Of(name, slope.PerUnit, unit));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
