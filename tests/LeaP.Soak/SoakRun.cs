using LeaP.Soak.Load;
using LeaP.Soak.Measuring;
using LeaP.Soak.Processes;
using StackExchange.Redis;

namespace LeaP.Soak;

/// <summary>Runs the service under mixed load and watches it.</summary>
internal static class SoakRun
{
    /// <summary>Runs.</summary>
    /// <param name="settings">How long and how hard.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the run early; it is judged all the same.</param>
    public static async Task<SoakResult> RunAsync(
        SoakSettings settings,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var outcomes = new SoakOutcomes();
        await using SoakCluster cluster = await SoakCluster.StartAsync(settings);
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(
            new ConfigurationOptions { EndPoints = { cluster.Redis.Endpoint }, AllowAdmin = true });
        var watch = new ResourceWatch(cluster, redis, time);
        using var over = new CancellationTokenSource(settings.Length, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        await Task.WhenAll(
            [
                watch.RunAsync(settings.SamplePeriod, stop.Token),
                cluster.RestartWorkersAsync(settings.RestartPeriod, settings.Seed, time, stop.Token),
                .. Enumerable.Range(0, settings.Clients).Select(number =>
                    new SoakClient(cluster.Clients, number, settings, outcomes, time).RunAsync(stop.Token)),
            ]);
        return new SoakResult(settings, outcomes, cluster.Restarts, watch.Series, cluster.Problems);
    }
}
