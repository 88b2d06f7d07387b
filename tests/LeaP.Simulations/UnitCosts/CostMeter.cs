using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace LeaP.Simulations.UnitCosts;

/// <summary>Reads a cluster's counters.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="redis">A connection of its own; what it asks counts as well, a few hundred bytes a reading.</param>
internal sealed class CostMeter(CostCluster cluster, IConnectionMultiplexer redis)
{
    /// <summary>Reads all counters.</summary>
    /// <exception cref="InvalidOperationException">The router has ended.</exception>
    public async Task<CostReading> ReadAsync()
    {
        EndPoint endpoint = redis.GetEndPoints()[0];
        Dictionary<string, string> info = (await redis.GetServer(endpoint).InfoAsync())
            .SelectMany(section => section)
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        (long up, long down) = cluster.Forwarder.Bytes;
        return new CostReading(
            cluster.Router.Program.Sample() ?? throw new InvalidOperationException("The router has ended."),
            up,
            down,
            Number(info, "total_net_input_bytes"),
            Number(info, "total_net_output_bytes"),
            Number(info, "total_commands_processed"),
            Number(info, "used_memory_dataset"),
            TimeSpan.FromSeconds(Seconds(info, "used_cpu_sys") + Seconds(info, "used_cpu_user")));
    }

    private static long Number(Dictionary<string, string> info, string key) =>
        long.Parse(info[key], CultureInfo.InvariantCulture);

    private static double Seconds(Dictionary<string, string> info, string key) =>
        double.Parse(info[key], CultureInfo.InvariantCulture);
}
