using LeaP.StressTests.Processes;
using LeaP.TestKit;

namespace LeaP.StressTests.Chaos;

/// <summary>Kills, freezes, stops and cuts, one thing after another, as its seed wants.</summary>
/// <param name="cluster">What it disturbs.</param>
/// <param name="log">Where it notes when.</param>
/// <param name="seed">Seed of its choices.</param>
/// <param name="output">Where it says what.</param>
internal sealed class Disturber(StressCluster cluster, DisturbanceLog log, int seed, TextWriter output)
{
    private static readonly TimeSpan Absence = TimeSpan.FromMilliseconds(300);

    private readonly Random _random = new(seed);

    /// <summary>Disturbs until it is stopped; then everything runs again.</summary>
    /// <param name="cancellationToken">Stops it between two disturbances.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Func<Task<string>>[] kinds =
        [
            () => KillAsync(Any(cluster.Workers)),
            () => KillAsync(Any(cluster.Routers)),
            () => FreezeAsync(Any(cluster.Workers)),
            () => FreezeAsync(Any(cluster.Routers)),
            () => RestartAsync(Any(cluster.Workers)),
            () => RestartAsync(Any(cluster.Routers)),
            () => CutAsync(Any(cluster.Links), "links"),
            () => CutAsync(Any(cluster.Clients), "clients"),
            () => HangAsync(Any(cluster.Links)),
            KillRedisAsync,
        ];
        while (!cancellationToken.IsCancellationRequested)
        {
            log.Note();
            string what = await kinds[_random.Next(kinds.Length)]();
            await output.WriteLineAsync($"  {log.Count}: {what}");
            TimeSpan pause = TimeSpan.FromMilliseconds(_random.Next(500, 2500));
            await Task.Delay(pause, TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Task WaitAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System, CancellationToken.None);

    private static async Task<string> KillAsync(ServiceProcess process)
    {
        await process.KillAsync();
        await WaitAsync(Absence);
        process.Start();
        return $"{process.Name} was killed";
    }

    private static async Task<string> RestartAsync(ServiceProcess process)
    {
        int code = await process.StopAsync();
        process.Start();
        return $"{process.Name} was stopped (exit code {code}) and started";
    }

    private static Task<string> CutAsync(TcpProxy proxy, string whose)
    {
        int count = proxy.Count;
        proxy.Cut();
        return Task.FromResult($"{count} connections of {whose} were cut");
    }

    private static Task<string> HangAsync(TcpProxy proxy)
    {
        int count = proxy.Count;
        proxy.Hang();
        return Task.FromResult($"{count} connections of links hang");
    }

    private async Task<string> FreezeAsync(ServiceProcess process)
    {
        TimeSpan time = TimeSpan.FromMilliseconds(_random.Next(500, 5000));
        await process.SignalAsync("STOP");
        await WaitAsync(time);
        await process.SignalAsync("CONT");
        return $"{process.Name} was frozen for {time.TotalSeconds:0.0} s";
    }

    private async Task<string> KillRedisAsync()
    {
        await cluster.Redis.KillAsync();
        await WaitAsync(Absence);
        await cluster.Redis.StartAgainAsync();
        return "Redis was killed";
    }

    private T Any<T>(IReadOnlyList<T> things) => things[_random.Next(things.Count)];
}
