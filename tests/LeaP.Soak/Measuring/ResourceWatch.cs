using System.Globalization;
using System.Net;
using LeaP.Soak.Processes;
using LeaP.TestKit.Processes;
using StackExchange.Redis;

namespace LeaP.Soak.Measuring;

/// <summary>Looks at the router, the worker that is never restarted, and Redis in equal steps.</summary>
/// <param name="cluster">The processes.</param>
/// <param name="redis">A connection of its own to Redis.</param>
/// <param name="time">The clock.</param>
internal sealed class ResourceWatch(SoakCluster cluster, IConnectionMultiplexer redis, TimeProvider time)
{
    private readonly ResourceSeries _router = new("router");
    private readonly ResourceSeries _worker = new("worker");
    private readonly ResourceSeries _redis = new("redis");

    /// <summary>What was seen.</summary>
    public IReadOnlyList<ResourceSeries> Series => [_router, _worker, _redis];

    /// <summary>Watches until told to stop.</summary>
    /// <param name="period">Time between two looks.</param>
    /// <param name="stop">Ends the watch.</param>
    /// <exception cref="InvalidOperationException">A process that must not end has ended.</exception>
    public async Task RunAsync(TimeSpan period, CancellationToken stop)
    {
        long start = time.GetTimestamp();
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                double minutes = time.GetElapsedTime(start).TotalMinutes;
                _router.Add(Read(cluster.Router, "The router", minutes));
                _worker.Add(Read(cluster.SteadyWorker, "The steady worker", minutes));
                _redis.Add(await ReadRedisAsync(minutes));
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static ResourceSample Read(ChildProgram program, string what, double minutes)
    {
        ProcessSample sample = program.Sample() ?? throw new InvalidOperationException($"{what} has ended.");
        return new ResourceSample(minutes, sample.ResidentBytes / 1024.0, sample.Handles, sample.Threads);
    }

    private async Task<ResourceSample> ReadRedisAsync(double minutes)
    {
        EndPoint endpoint = redis.GetEndPoints()[0];
        Dictionary<string, string> info = (await redis.GetServer(endpoint).InfoAsync())
            .SelectMany(section => section)
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        return new ResourceSample(
            minutes,
            long.Parse(info["used_memory"], CultureInfo.InvariantCulture) / 1024.0,
            int.Parse(info["connected_clients"], CultureInfo.InvariantCulture),
            0);
    }
}
