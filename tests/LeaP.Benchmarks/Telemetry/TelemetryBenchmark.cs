using System.Globalization;
using LeaP.Benchmarks.Output;

namespace LeaP.Benchmarks.Telemetry;

/// <summary>
/// What metrics and traces cost: the same seeded sessions without both, with metrics, and with both. One process counts for
/// all of its meters, so there is one cluster at a time; the three take turns in every order, so that all see the same
/// machine. The same is recorded for a token of any model, so what it costs beside another model follows from what
/// that model's tokens cost.
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
    /// <param name="folder">A model folder whose tokens are measured as well; null for none.</param>
    /// <param name="output">Where they go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the benchmark.</param>
    /// <exception cref="InvalidOperationException">No trace was sent.</exception>
    public static async Task RunAsync(
        string? folder, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        TelemetryWork work = TelemetryWork.Embedded;
        await output.WriteLineAsync($"{Turns} turns of {work.Sessions} sessions of {work.Model} with nothing, with metrics scraped every second, and with traces of all sessions as well");
        await output.WriteLineAsync("turn  CPU ms: nothing  metrics   both  wall ms: nothing  metrics   both");
        await using SpanSink sink = await SpanSink.StartAsync(cancellationToken);
        await MeasureAsync(work, TelemetryUse.MetricsAndTraces, sink, time, cancellationToken);
        var turns = new List<Dictionary<TelemetryUse, SessionsCost>>();
        for (int turn = 0; turn < Turns; turn++)
        {
            var costs = new Dictionary<TelemetryUse, SessionsCost>();
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

        double token = Median.Of(turns.Select(costs => costs[TelemetryUse.None].ProcessorPerToken));
        await output.WriteLineAsync(Figures.Line("telemetry.token", token, "us"));
        Middle metrics = await WriteAsync(output, "telemetry.overhead", turns, TelemetryUse.Metrics);
        Middle both = await WriteAsync(output, "telemetry.overhead_traces", turns, TelemetryUse.MetricsAndTraces);
        if (folder is not null)
        {
            SessionsCost cost = await MeasureAsync(TelemetryWork.Of(folder), TelemetryUse.None, sink, time, cancellationToken);
            await output.WriteLineAsync(Figures.Line("telemetry.model_token", cost.ProcessorPerToken, "us"));
            await WriteAsync(output, "telemetry.model_overhead", metrics.Times(token / cost.ProcessorPerToken));
            await WriteAsync(output, "telemetry.model_overhead_traces", both.Times(token / cost.ProcessorPerToken));
        }
    }

    private static async Task<Middle> WriteAsync(
        TextWriter output, string name, List<Dictionary<TelemetryUse, SessionsCost>> turns, TelemetryUse use)
    {
        await WriteAsync(output, $"{name}_wall", Middle.Of(turns.Select(costs => 100 * ((costs[use].Wall / costs[TelemetryUse.None].Wall) - 1))));
        var processor = Middle.Of(turns.Select(
            costs => 100 * ((costs[use].ProcessorPerToken / costs[TelemetryUse.None].ProcessorPerToken) - 1)));
        await WriteAsync(output, name, processor);
        return processor;
    }

    private static async Task WriteAsync(TextWriter output, string name, Middle percents)
    {
        await output.WriteLineAsync(Figures.Line(name, percents.Median, "%"));
        await output.WriteLineAsync(Figures.Line($"{name}_low", percents.Low, "%"));
        await output.WriteLineAsync(Figures.Line($"{name}_high", percents.High, "%"));
    }

    private static async Task<SessionsCost> MeasureAsync(
        TelemetryWork work, TelemetryUse use, SpanSink sink, TimeProvider time, CancellationToken cancellationToken)
    {
        long start;
        TimeSpan processor;
        TimeSpan wall;
        long tokens = 0;
        await using (MeasuredCluster cluster = await MeasuredCluster.StartAsync(work, use, sink.Address, time, cancellationToken))
        {
            // The first session pays for what is compiled and allocated once.
            await cluster.ReasonAsync(0, cancellationToken);
            start = time.GetTimestamp();
            processor = Environment.CpuUsage.TotalTime;
            for (int session = 1; session <= work.Sessions; session++)
            {
                tokens += await cluster.ReasonAsync(session, cancellationToken);
            }

            wall = time.GetElapsedTime(start);
        }

        // With the end, when the last spans are sent.
        return new SessionsCost((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, wall.TotalMilliseconds, tokens);
    }
}
