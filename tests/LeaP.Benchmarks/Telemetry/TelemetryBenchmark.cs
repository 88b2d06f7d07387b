using System.Globalization;
using LeaP.Benchmarks.Output;

namespace LeaP.Benchmarks.Telemetry;

/// <summary>
/// What metrics and traces cost: the same seeded sessions without both, with metrics, and with both. One process counts for
/// all of its meters, so there is one cluster at a time; the three take turns in every order, so that all see the same
/// machine.
/// </summary>
internal static class TelemetryBenchmark
{
    private const int Turns = 18;

    private static readonly TelemetryUse[][] Orders =
    [
        [TelemetryUse.None, TelemetryUse.Metrics, TelemetryUse.MetricsAndTraces],
        [TelemetryUse.MetricsAndTraces, TelemetryUse.Metrics, TelemetryUse.None],
        [TelemetryUse.Metrics, TelemetryUse.None, TelemetryUse.MetricsAndTraces],
        [TelemetryUse.MetricsAndTraces, TelemetryUse.None, TelemetryUse.Metrics],
        [TelemetryUse.Metrics, TelemetryUse.MetricsAndTraces, TelemetryUse.None],
        [TelemetryUse.None, TelemetryUse.MetricsAndTraces, TelemetryUse.Metrics],
    ];

    /// <summary>Prints the table and its figures.</summary>
    /// <param name="work">What the clusters do.</param>
    /// <param name="output">Where they go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the benchmark.</param>
    /// <exception cref="InvalidOperationException">No trace was sent.</exception>
    public static async Task RunAsync(
        TelemetryWork work, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{Turns} turns of {work.Sessions} sessions of {work.Model} with nothing, with metrics scraped every second, and with traces of all sessions as well");
        await output.WriteLineAsync("turn  CPU ms: nothing  metrics   both  wall ms: nothing  metrics   both");
        await using SpanSink sink = await SpanSink.StartAsync(cancellationToken);
        await MeasureAsync(work, TelemetryUse.MetricsAndTraces, sink, time, cancellationToken);
        var turns = new List<Dictionary<TelemetryUse, Cost>>();
        for (int turn = 0; turn < Turns; turn++)
        {
            var costs = new Dictionary<TelemetryUse, Cost>();
            foreach (TelemetryUse use in Orders[turn % Orders.Length])
            {
                costs[use] = await MeasureAsync(work, use, sink, time, cancellationToken);
            }

            turns.Add(costs);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{turn + 1,4}  {costs[TelemetryUse.None].Processor,15:0}  {costs[TelemetryUse.Metrics].Processor,7:0}  {costs[TelemetryUse.MetricsAndTraces].Processor,5:0}  {costs[TelemetryUse.None].Wall,16:0}  {costs[TelemetryUse.Metrics].Wall,7:0}  {costs[TelemetryUse.MetricsAndTraces].Wall,5:0}"));
        }

        if (sink.Batches < Turns)
        {
            throw new InvalidOperationException($"{Turns} clusters sent {sink.Batches} batches of spans.");
        }

        await WriteAsync(output, "telemetry.overhead", turns, TelemetryUse.Metrics, cost => cost.Processor);
        await WriteAsync(output, "telemetry.overhead_wall", turns, TelemetryUse.Metrics, cost => cost.Wall);
        await WriteAsync(output, "telemetry.overhead_traces", turns, TelemetryUse.MetricsAndTraces, cost => cost.Processor);
        await WriteAsync(output, "telemetry.overhead_traces_wall", turns, TelemetryUse.MetricsAndTraces, cost => cost.Wall);
    }

    private static async Task WriteAsync(
        TextWriter output,
        string name,
        List<Dictionary<TelemetryUse, Cost>> turns,
        TelemetryUse use,
        Func<Cost, double> of)
    {
        double[] percents = [.. turns.Select(costs => 100 * ((of(costs[use]) / of(costs[TelemetryUse.None])) - 1)).Order()];
        await output.WriteLineAsync(Figures.Line(name, (percents[(percents.Length - 1) / 2] + percents[percents.Length / 2]) / 2, "%"));

        // About 95 of 100 such intervals hold the true median, whatever the distribution: each turn is above it or below.
        int outside = Math.Max(0, (int)Math.Floor((percents.Length - (1.96 * Math.Sqrt(percents.Length))) / 2) - 1);
        await output.WriteLineAsync(Figures.Line($"{name}_low", percents[outside], "%"));
        await output.WriteLineAsync(Figures.Line($"{name}_high", percents[^(outside + 1)], "%"));
    }

    private static async Task<Cost> MeasureAsync(
        TelemetryWork work, TelemetryUse use, SpanSink sink, TimeProvider time, CancellationToken cancellationToken)
    {
        long start;
        TimeSpan processor;
        TimeSpan wall;
        await using (MeasuredCluster cluster = await MeasuredCluster.StartAsync(work, use, sink.Address, time, cancellationToken))
        {
            // The first session pays for what is compiled and allocated once.
            await cluster.ReasonAsync(0, cancellationToken);
            start = time.GetTimestamp();
            processor = Environment.CpuUsage.TotalTime;
            for (int session = 1; session <= work.Sessions; session++)
            {
                await cluster.ReasonAsync(session, cancellationToken);
            }

            wall = time.GetElapsedTime(start);
        }

        // With the end, when the last spans are sent.
        return new Cost((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, wall.TotalMilliseconds);
    }

    /// <summary>What the sessions of one cluster cost.</summary>
    /// <param name="Processor">Milliseconds of the processor.</param>
    /// <param name="Wall">Milliseconds that passed.</param>
    private sealed record Cost(double Processor, double Wall);
}
