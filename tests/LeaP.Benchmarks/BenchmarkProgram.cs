using LeaP.Benchmarks.Decode;
using LeaP.Benchmarks.Routing;
using LeaP.Benchmarks.Throughput;

namespace LeaP.Benchmarks;

/// <summary>Runs the benchmarks named on the command line and prints tables and <c>figure</c> lines.</summary>
internal static class BenchmarkProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Runs the benchmarks.</summary>
    /// <param name="arguments">Names of benchmarks; none runs all.</param>
    /// <param name="output">Where tables go.</param>
    /// <param name="errors">Where errors go.</param>
    /// <returns>0, or 2 when a name is unknown.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        var known = new Dictionary<string, Func<CancellationToken, Task>>(StringComparer.Ordinal)
        {
            ["throughput"] = stop => ThroughputBenchmark.RunAsync(output, TimeProvider.System, stop),
            ["decode"] = stop => DecodeBenchmark.RunAsync(output, TimeProvider.System, stop),
            ["routing"] = stop => RoutingBenchmark.RunAsync(output, TimeProvider.System, stop),
        };
        string[] unknown = [.. arguments.Where(name => !known.ContainsKey(name))];
        if (unknown.Length > 0)
        {
            await errors.WriteLineAsync($"No benchmark is called {string.Join(", ", unknown)}. There are: {string.Join(", ", known.Keys)}.");
            return 2;
        }

        using var limit = new CancellationTokenSource(Limit);
        foreach (string name in arguments.Length == 0 ? [.. known.Keys] : arguments)
        {
            await known[name](limit.Token);
        }

        return 0;
    }
}
