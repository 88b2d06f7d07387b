using System.CommandLine;
using LeaP.Benchmarks.Decode;
using LeaP.Benchmarks.Routing;
using LeaP.Benchmarks.Telemetry;
using LeaP.Benchmarks.Throughput;

namespace LeaP.Benchmarks;

/// <summary>Runs the benchmarks named on the command line and prints tables and <c>figure</c> lines.</summary>
internal static class BenchmarkProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Runs the benchmarks.</summary>
    /// <param name="arguments">Names of benchmarks, none for all, and options of <c>decode</c> and <c>telemetry</c>.</param>
    /// <param name="output">Where tables go.</param>
    /// <param name="errors">Where errors and progress go.</param>
    /// <returns>0, or another number when a name or option is unknown.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        TimeProvider time = TimeProvider.System;
        var decode = new DecodeCommandLine();
        var model = new Option<string?>("--model") { Description = "Model folder beside which telemetry is measured too; none when not given." };
        var known = new Dictionary<string, Func<ParseResult, CancellationToken, Task>>(StringComparer.Ordinal)
        {
            ["throughput"] = (_, stop) => ThroughputBenchmark.RunAsync(output, time, stop),
            ["telemetry"] = (line, stop) => TelemetryBenchmark.RunAsync(line.GetValue(model), output, time, stop),
            ["decode"] = (line, stop) => DecodeBenchmark.RunAsync(decode.Read(line), new DecodeReport(output, errors, time), time, stop),
            ["routing"] = (_, stop) => RoutingBenchmark.RunAsync(output, time, stop),
        };
        var names = new Argument<string[]>("benchmarks") { Description = "Which ones to run; none runs all." };
        names.AcceptOnlyFromAmong([.. known.Keys]);
        var root = new RootCommand("Measures LeaP.Grpc and prints tables and figure lines.") { names };
        decode.AddTo(root);
        root.Options.Add(model);
        root.SetAction(async (line, stop) =>
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(Limit);
            string[] asked = line.GetValue(names) ?? [];
            foreach (string name in asked.Length == 0 ? [.. known.Keys] : asked)
            {
                await known[name](line, limit.Token);
            }
        });
        return await root.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
    }
}
