using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using LeaP.Inference.Engines;
using LeaP.Reasoning.Randomness;
using LeaP.TestKit;
using LeaP.TestKit.Processes;

namespace LeaP.Soak.Processes;

/// <summary>redis-server, a router and workers, each in a process of its own.</summary>
internal sealed partial class SoakCluster : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly List<ChildProgram> _workers = [];
    private readonly RouterProgram _router;
    private int _started;

    private SoakCluster(RedisServer redis, RouterProgram router)
    {
        Redis = redis;
        _router = router;
    }

    /// <summary>Where sessions are stored.</summary>
    public RedisServer Redis { get; }

    /// <summary>The router.</summary>
    public ChildProgram Router => _router.Program;

    /// <summary>Where clients call.</summary>
    public Uri Clients => _router.Clients;

    /// <summary>The worker that is never restarted.</summary>
    public ChildProgram SteadyWorker => _workers[0];

    /// <summary>Workers that were replaced.</summary>
    public int Restarts { get; private set; }

    /// <summary>Errors that the programs have logged.</summary>
    public IReadOnlyList<string> Problems =>
        [.. _problems, .. _workers.SelectMany(worker => worker.Problems), .. Router.Problems];

    /// <summary>Starts everything.</summary>
    /// <param name="settings">The run.</param>
    public static async Task<SoakCluster> StartAsync(SoakSettings settings)
    {
        RedisServer redis = await RedisServer.StartAsync();
        RouterProgram router = await RouterProgram.StartAsync(
            "--Router:Store", "redis",
            "--Router:Redis:Endpoints", redis.Endpoint,
            "--Router:Sessions:Retention", settings.Retention.ToString("c", CultureInfo.InvariantCulture));
        var cluster = new SoakCluster(redis, router);
        for (int i = 0; i < settings.Workers; i++)
        {
            cluster._workers.Add(await cluster.StartWorkerAsync());
        }

        return cluster;
    }

    /// <summary>Restarts workers one by one until told to stop: some are killed, others may drain.</summary>
    /// <param name="period">Time between two restarts.</param>
    /// <param name="seed">Seed of which and how.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Ends the restarts, not the one under way.</param>
    public async Task RestartWorkersAsync(TimeSpan period, ulong seed, TimeProvider time, CancellationToken stop)
    {
        var random = new SeededRandom(SeedDerivation.Derive(seed, "restarts", 0));
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await RestartAsync(1 + random.NextBelow(_workers.Count - 1), random.NextBelow(2) == 0);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (ChildProgram worker in _workers)
        {
            await worker.DisposeAsync();
        }

        await _router.DisposeAsync();
        await Redis.DisposeAsync();
    }

    private async Task RestartAsync(int index, bool kill)
    {
        ChildProgram worker = _workers[index];
        if (kill)
        {
            await worker.KillAsync();
        }
        else
        {
            await worker.StopAsync();
        }

        foreach (string problem in worker.Problems)
        {
            _problems.Enqueue(problem);
        }

        await worker.DisposeAsync();
        _workers[index] = await StartWorkerAsync();
        Restarts++;
    }

    private async Task<ChildProgram> StartWorkerAsync()
    {
        (ChildProgram program, _) = await ChildProgram.StartAsync(
            "LeaP.Worker.dll",
            Linked(),
            "--Worker:Id", string.Create(CultureInfo.InvariantCulture, $"soak-{_started++}"),
            "--Worker:RouterAddress", _router.Links.ToString(),
            "--Worker:Model:Engine", EngineNames.Scripted,
            "--Worker:Model:Id", "scripted",
            "--Worker:DrainGrace", "00:00:10");
        return program;
    }

    [GeneratedRegex("Linked to the router")]
    private static partial Regex Linked();
}
