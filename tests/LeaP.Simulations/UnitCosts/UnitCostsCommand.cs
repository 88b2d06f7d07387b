using LeaP.TestKit;
using StackExchange.Redis;

namespace LeaP.Simulations.UnitCosts;

/// <summary>Measures what one link, one round and one session cost the router and Redis.</summary>
internal static class UnitCostsCommand
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>Measures and prints figures.</summary>
    /// <param name="settings">How much is measured.</param>
    /// <param name="output">Where text goes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<int> RunAsync(
        UnitCostsSettings settings,
        TextWriter output,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(
            $"{settings.Sessions} sessions of {settings.Paths} paths, turns of {settings.IntervalTokens} tokens, "
            + $"summaries of {settings.SummaryTokens}, {settings.Peers} peers; {settings.Links} idle links");
        await MessageCosts.RunAsync(settings, output);
        await using CostCluster cluster = await CostCluster.StartAsync(settings);
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(
            new ConfigurationOptions { EndPoints = { cluster.Redis.Endpoint }, AllowAdmin = true });
        var meter = new CostMeter(cluster, redis);
        await cluster.AddWorkersAsync(2, cancellationToken);
        await cluster.RunSessionsAsync(settings.WarmUp, cancellationToken);
        await MeasureSessionsAsync(settings, cluster, meter, output, time, cancellationToken);
        await MeasureLinksAsync(settings, cluster, meter, output, time, cancellationToken);
        return 0;
    }

    private static async Task MeasureSessionsAsync(
        UnitCostsSettings settings,
        CostCluster cluster,
        CostMeter meter,
        TextWriter output,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        await Task.Delay(Settling, time, cancellationToken);
        CostReading before = await meter.ReadAsync();
        long rounds = await cluster.RunSessionsAsync(settings.Sessions, cancellationToken);

        // What is stored behind the sessions has to arrive before it can be counted.
        await Task.Delay(Settling, time, cancellationToken);
        CostReading after = await meter.ReadAsync();
        double sessions = settings.Sessions;
        double cpu = (after.Router.CpuTime - before.Router.CpuTime).TotalMilliseconds;
        long link = LinkBytes(before, after);
        (string Name, double Value, string Unit)[] figures =
        [
            ("session.rounds", rounds / sessions, "rounds"),
            ("session.router_cpu", cpu / sessions, "ms"),
            ("round.router_cpu", cpu / rounds, "ms"),
            ("session.link_up", (after.LinkUp - before.LinkUp) / sessions, "B"),
            ("session.link_down", (after.LinkDown - before.LinkDown) / sessions, "B"),
            ("path_round.link", (double)link / (rounds * settings.Paths), "B"),
            ("session.redis_in", (after.RedisIn - before.RedisIn) / sessions, "B"),
            ("session.redis_out", (after.RedisOut - before.RedisOut) / sessions, "B"),
            ("session.redis_commands", (after.RedisCommands - before.RedisCommands) / sessions, "commands"),
            ("session.redis_cpu", (after.RedisCpu - before.RedisCpu).TotalMilliseconds / sessions, "ms"),
            ("session.redis_memory", (after.RedisMemory - before.RedisMemory) / sessions, "B"),
            ("session.router_memory", (after.Router.ResidentBytes - before.Router.ResidentBytes) / sessions, "B"),
        ];
        await WriteAsync(output, figures);
    }

    private static async Task MeasureLinksAsync(
        UnitCostsSettings settings,
        CostCluster cluster,
        CostMeter meter,
        TextWriter output,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        // What the router does with nobody but the first two workers is no cost of a link.
        (CostReading alone, CostReading few) = await IdleAsync(settings, meter, time, cancellationToken);
        await cluster.AddWorkersAsync(settings.Links, cancellationToken);
        await Task.Delay(Settling, time, cancellationToken);
        (CostReading before, CostReading after) = await IdleAsync(settings, meter, time, cancellationToken);
        double linkSeconds = settings.IdleTime.TotalSeconds * settings.Links;
        double cpu = (after.Router.CpuTime - before.Router.CpuTime - (few.Router.CpuTime - alone.Router.CpuTime)).TotalMilliseconds;
        long bytes = LinkBytes(before, after) - LinkBytes(alone, few);
        (string Name, double Value, string Unit)[] figures =
        [
            ("link.router_memory", (double)(before.Router.ResidentBytes - few.Router.ResidentBytes) / settings.Links, "B"),
            ("link.handles", (double)(before.Router.Handles - few.Router.Handles) / settings.Links, "handles"),
            ("link.idle_bytes", bytes / linkSeconds, "B/s"),
            ("link.idle_router_cpu", cpu / linkSeconds, "ms/s"),
            ("idle.router_cpu", (few.Router.CpuTime - alone.Router.CpuTime).TotalMilliseconds / settings.IdleTime.TotalSeconds, "ms/s"),
        ];
        await WriteAsync(output, figures);
    }

    private static async Task<(CostReading Before, CostReading After)> IdleAsync(
        UnitCostsSettings settings,
        CostMeter meter,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        CostReading before = await meter.ReadAsync();
        await Task.Delay(settings.IdleTime, time, cancellationToken);
        return (before, await meter.ReadAsync());
    }

    private static long LinkBytes(CostReading before, CostReading after) =>
        after.LinkUp - before.LinkUp + after.LinkDown - before.LinkDown;

    private static async Task WriteAsync(TextWriter output, IEnumerable<(string Name, double Value, string Unit)> figures)
    {
        foreach ((string name, double value, string unit) in figures)
        {
            await output.WriteLineAsync(FigureLine.Of($"cost.{name}", value, unit));
        }
    }
}
