using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LeaP.TestKit;

namespace LeaP.StressTests.Processes;

/// <summary>
/// A redis-server, routers and workers, each in a process of its own, and proxies before the ports of the routers. Waits
/// are short, so that much happens in little time.
/// </summary>
public sealed class StressCluster : IAsyncDisposable
{
    private const string RouterAssembly = "LeaP.Router.dll";
    private const string OwnAssembly = "LeaP.StressTests.dll";

    private StressCluster(RedisServer redis, int routers, int workers, TimeSpan tokenDelay, string links)
    {
        Redis = redis;
        int[] ports = FreePorts(3 * routers);
        Clients = [.. Proxies(0)];
        Links = [.. Proxies(1)];
        Routers =
        [
            .. Enumerable.Range(0, routers).Select(i => new ServiceProcess(
                $"router-{i + 1}",
                RouterAssembly,
                [
                    .. RouterSettings(redis),
                    "--Router:ClientPort", Text(ports[3 * i]),
                    "--Router:LinkPort", Text(ports[(3 * i) + 1]),
                    "--Router:ProbePort", Text(ports[(3 * i) + 2]),
                ])),
        ];
        string addresses = string.Join(',', Links.Select(proxy => proxy.Address));
        Workers =
        [
            .. Enumerable.Range(0, workers).Select(i => new ServiceProcess(
                $"worker-{i + 1}",
                OwnAssembly,
                [
                    "worker", Text((int)tokenDelay.TotalMilliseconds),
                    "--Worker:Id", $"worker-{i + 1}",
                    "--Worker:RouterAddress", addresses,
                    "--Worker:Links", links,
                    "--Worker:RedialMin", "00:00:00.05",
                    "--Worker:RedialMax", "00:00:01",
                    "--Worker:HelloTimeLimit", "00:00:03",
                    "--Worker:Model:Engine", "scripted",
                    "--Worker:Model:Id", "scripted",
                    "--Worker:Model:Slots", "128",
                ])),
        ];

        IEnumerable<TcpProxy> Proxies(int offset) => Enumerable.Range(0, routers).Select(
            i => TcpProxy.Start(() => new IPEndPoint(IPAddress.Loopback, ports[(3 * i) + offset])));
    }

    /// <summary>Where sessions are stored.</summary>
    public RedisServer Redis { get; }

    /// <summary>The routers.</summary>
    public IReadOnlyList<ServiceProcess> Routers { get; }

    /// <summary>The workers, which dial the routers.</summary>
    public IReadOnlyList<ServiceProcess> Workers { get; }

    /// <summary>Before the routers' ports for clients.</summary>
    public IReadOnlyList<TcpProxy> Clients { get; }

    /// <summary>Before the routers' ports for workers.</summary>
    public IReadOnlyList<TcpProxy> Links { get; }

    /// <summary>Starts everything and waits until every worker is linked.</summary>
    /// <param name="routers">Routers; 1 or more.</param>
    /// <param name="workers">Workers; 1 or more.</param>
    /// <param name="tokenDelay">Time that a token takes.</param>
    /// <param name="links">Whether workers are linked to <c>One</c> router at a time or to <c>Each</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<StressCluster> StartAsync(
        int routers,
        int workers,
        TimeSpan tokenDelay,
        string links,
        CancellationToken cancellationToken)
    {
        // What Redis has confirmed survives its own death, as it does where sessions matter.
        RedisServer redis = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        var cluster = new StressCluster(redis, routers, workers, tokenDelay, links);
        foreach (ServiceProcess router in cluster.Routers)
        {
            router.Start();
        }

        foreach (ServiceProcess router in cluster.Routers)
        {
            await router.PrintsAsync("Clients at", cancellationToken);
        }

        foreach (ServiceProcess worker in cluster.Workers)
        {
            worker.Start();
        }

        foreach (ServiceProcess worker in cluster.Workers)
        {
            await worker.PrintsAsync("Linked to the router", cancellationToken);
        }

        return cluster;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (ServiceProcess process in Workers.Concat(Routers))
        {
            await process.DisposeAsync();
        }

        foreach (TcpProxy proxy in Clients.Concat(Links))
        {
            await proxy.DisposeAsync();
        }

        await Redis.DisposeAsync();
    }

    private static string[] RouterSettings(RedisServer redis) =>
    [
        "--Router:Store", "redis",
        "--Router:Redis:Endpoints", redis.Endpoint,
        "--Router:Redis:ConnectTimeLimit", "00:00:01",
        "--Router:Redis:CommandTimeLimit", "00:00:02",
        "--Router:Redis:RetryDelay", "00:00:00.1",
        "--Router:Redis:LossDelay", "00:00:00.3",
        "--Router:Redis:PollInterval", "00:00:00.05",
        "--Router:Redis:SnapshotInterval", "00:00:00.5",
        "--Router:Redis:LeaseTime", "00:00:03",
        "--Router:Redis:FlushTimeLimit", "00:00:10",
        "--Router:Redis:ShowWhileAway", "false",
        "--Router:Link:ReportInterval", "00:00:00.3",
        "--Router:Link:SilenceLimit", "00:00:03",
        "--Router:Link:ReturnGrace", "00:00:01",
        "--Router:Sessions:MaxAttempts", "100",
        "--Router:Sessions:WorkerlessLimit", "00:00:01",
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners =
            [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Stop());
        return ports;
    }
}
