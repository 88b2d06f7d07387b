using LeaP.Benchmarks.Output;

namespace LeaP.Benchmarks.Decode;

/// <summary>
/// Tokens a second with 1 to 32 paths, what batching brings, how near one path comes to the machine's memory bandwidth, and
/// how much of a step is not the model's. All counts take turns, so that a slow moment hits each of them.
/// </summary>
internal static class PathsPart
{
    private const int Rounds = 3;
    private const int Batch = 16;

    /// <summary>Numbers of paths.</summary>
    public static IReadOnlyList<int> Counts { get; } = [1, 2, 4, 8, 16, 32];

    /// <summary>Runs it.</summary>
    /// <param name="session">The model.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(DecodeSession session, CancellationToken cancellationToken)
    {
        DecodeReport report = session.Report;
        var runs = Counts.ToDictionary(count => count, _ => new List<DecodeRun>());
        var bandwidths = new List<double>();
        await session.Meter.DecodeAsync(Counts[^1], DecodeMeter.Warm, cancellationToken);
        for (int round = 1; round <= Rounds; round++)
        {
            await report.ProgressAsync($"{session.Model.Name}: paths, round {round} of {Rounds}");
            bandwidths.Add(MemoryBandwidth.Measure(session.Time));
            // What comes first finds the caches full of the measurement before.
            await session.Meter.DecodeAsync(1, DecodeMeter.Warm, cancellationToken);
            foreach (int count in Counts)
            {
                runs[count].Add(await session.Meter.DecodeAsync(count, DecodeMeter.Warm, cancellationToken));
            }
        }

        await report.LineAsync($"{session.Model.Name}: tokens/s, median of {Rounds} rounds");
        await report.LineAsync($"paths  tokens/s  against 1  outside the model");
        foreach (int count in Counts)
        {
            double rate = Median.Of(runs[count].Select(run => run.TokensPerSecond));
            await report.LineAsync($"{count,5}  {rate,8:0.0}  {Against(runs, count),9:0.00}  {Overhead(runs, count),17:0.0%}");
        }

        foreach (int count in Counts)
        {
            await report.FigureAsync(
                session.Model.Figure(FormattableString.Invariant($"tokens_per_second_{count}")),
                Median.Of(runs[count].Select(run => run.TokensPerSecond)),
                "tokens/s");
        }

        double[] shares = [.. runs[1].Zip(bandwidths, (run, bandwidth) =>
            run.TokensPerSecond * session.Model.BytesPerToken(session.Folder) / bandwidth)];
        await report.FigureAsync(session.Model.Figure("read_bandwidth"), Median.Of(bandwidths) / 1e9, "GB/s");
        await report.FigureAsync(session.Model.Figure("batch16_over_single"), Against(runs, Batch), "x");
        await report.FigureAsync(session.Model.Figure("bandwidth_share"), Median.Of(shares), "x");
        await report.FigureAsync(session.Model.Figure("step_overhead"), 100 * Overhead(runs, Batch), "%");
    }

    private static double Against(Dictionary<int, List<DecodeRun>> runs, int count)
        => Median.Of(runs[count].Zip(runs[1], (run, single) => run.TokensPerSecond / single.TokensPerSecond));

    private static double Overhead(Dictionary<int, List<DecodeRun>> runs, int count)
        => Median.Of(runs[count].Select(run => run.Overhead));
}
