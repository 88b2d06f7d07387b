using System.Globalization;
using LeaP.Benchmarks.Output;

namespace LeaP.Benchmarks.Telemetry;

/// <summary>
/// What metrics cost: the same seeded sessions with metrics gathered and scraped, and without. One process counts for all
/// of its meters, so there is one cluster at a time; the two kinds take turns, so that both see the same machine.
/// </summary>
internal static class TelemetryBenchmark
{
    private const int Pairs = 30;
    private const int Sessions = 6;

    /// <summary>Prints the table and its figures.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the benchmark.</param>
    public static async Task RunAsync(TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"metrics on against off: {Pairs} pairs of {Sessions} sessions, scraped every second");
        await output.WriteLineAsync("pair  CPU off ms  CPU on ms  wall off ms  wall on ms");
        await MeasureAsync(metrics: true, time, cancellationToken);
        var processor = new List<double>();
        var wall = new List<double>();
        for (int pair = 0; pair < Pairs; pair++)
        {
            // Each goes first as often as the other.
            bool onFirst = pair % 2 == 1;
            Cost first = await MeasureAsync(onFirst, time, cancellationToken);
            Cost second = await MeasureAsync(!onFirst, time, cancellationToken);
            (Cost off, Cost on) = onFirst ? (second, first) : (first, second);
            processor.Add(on.Processor / off.Processor);
            wall.Add(on.Wall / off.Wall);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{pair + 1,4}  {off.Processor.TotalMilliseconds,10:0}  {on.Processor.TotalMilliseconds,9:0}  {off.Wall.TotalMilliseconds,11:0}  {on.Wall.TotalMilliseconds,10:0}"));
        }

        await WriteAsync(output, "telemetry.overhead", processor);
        await WriteAsync(output, "telemetry.overhead_wall", wall);
    }

    private static async Task WriteAsync(TextWriter output, string name, List<double> ratios)
    {
        double[] percents = [.. ratios.Select(ratio => 100 * (ratio - 1)).Order()];
        await output.WriteLineAsync(Figures.Line(name, (percents[(percents.Length - 1) / 2] + percents[percents.Length / 2]) / 2, "%"));

        // About 95 of 100 such intervals hold the true median, whatever the distribution: each pair is above it or below.
        int outside = Math.Max(0, (int)Math.Floor((percents.Length - (1.96 * Math.Sqrt(percents.Length))) / 2) - 1);
        await output.WriteLineAsync(Figures.Line($"{name}_low", percents[outside], "%"));
        await output.WriteLineAsync(Figures.Line($"{name}_high", percents[^(outside + 1)], "%"));
    }

    private static async Task<Cost> MeasureAsync(bool metrics, TimeProvider time, CancellationToken cancellationToken)
    {
        await using MeasuredCluster cluster = await MeasuredCluster.StartAsync(metrics, time, cancellationToken);

        // The first session pays for what is compiled and allocated once.
        await cluster.ReasonAsync(0, cancellationToken);
        long start = time.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        for (int session = 1; session <= Sessions; session++)
        {
            await cluster.ReasonAsync(session, cancellationToken);
        }

        return new Cost(Environment.CpuUsage.TotalTime - processor, time.GetElapsedTime(start));
    }

    private sealed record Cost(TimeSpan Processor, TimeSpan Wall);
}
