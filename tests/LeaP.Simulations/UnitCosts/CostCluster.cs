using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;
using LeaP.TestKit.Processes;
using LeaP.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LeaP.Simulations.UnitCosts;

/// <summary>
/// A redis-server and a router, each in a process of its own, and workers in this one that reach the router through a
/// forwarder that counts.
/// </summary>
internal sealed class CostCluster : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly List<IHost> _workers = [];
    private readonly UnitCostsSettings _settings;

    private CostCluster(UnitCostsSettings settings, RedisServer redis, RouterProgram router)
    {
        _settings = settings;
        Redis = redis;
        Router = router;
        Forwarder = new CountingForwarder(router.Links);
        Channel = GrpcChannel.ForAddress(router.Clients);
    }

    /// <summary>Where sessions are stored.</summary>
    public RedisServer Redis { get; }

    /// <summary>The router.</summary>
    public RouterProgram Router { get; }

    /// <summary>Between workers and router.</summary>
    public CountingForwarder Forwarder { get; }

    private GrpcChannel Channel { get; }

    /// <summary>Starts everything but workers.</summary>
    /// <param name="settings">What is measured.</param>
    public static async Task<CostCluster> StartAsync(UnitCostsSettings settings)
    {
        RedisServer redis = await RedisServer.StartAsync();
        RouterProgram router = await RouterProgram.StartAsync(
            "--Router:Store", "redis",
            "--Router:Redis:Endpoints", redis.Endpoint,
            "--Router:Sessions:MaxEndedSessions", "1000000");
        return new CostCluster(settings, redis, router);
    }

    /// <summary>Adds workers with the scripted engine and waits until they are linked.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task AddWorkersAsync(int count, CancellationToken cancellationToken)
    {
        for (int i = 0; i < count; i++)
        {
            IHost worker = WorkerApplication.Build(
                [
                    "--Worker:Id", string.Create(CultureInfo.InvariantCulture, $"cost-{_workers.Count}"),
                    "--Worker:RouterAddress", Forwarder.Address.ToString(),
                    "--Worker:Model:Engine", EngineNames.Scripted,
                    "--Worker:Model:Id", "scripted",
                ],
                builder =>
                {
                    builder.Logging.ClearProviders();
                    builder.Services.AddSingleton(new ScriptedEngineOptions
                    {
                        // What a path hears counts as its text, so this makes about three rounds.
                        ThinkTokens = 3 * (_settings.IntervalTokens + ((_settings.Peers + 1) * _settings.SummaryTokens)),
                        ThinkTokensSpread = _settings.IntervalTokens,
                        SummaryTokens = _settings.SummaryTokens,
                    });
                });
            await worker.StartAsync(cancellationToken).DefaultTimeout();
            _workers.Add(worker);
        }

        var fleet = new FleetService.FleetServiceClient(Channel);
        long start = TimeProvider.System.GetTimestamp();
        while ((await fleet.ListWorkersAsync(new ListWorkersRequest { PageSize = 1000 }, cancellationToken: cancellationToken))
            .Workers.Count(worker => worker.State == Protocol.Fleet.V1.Worker.Types.State.Active) < _workers.Count)
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"{_workers.Count} workers were not linked within {Limit}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Runs sessions, eight at a time.</summary>
    /// <param name="count">How many.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>Rounds that were routed over all sessions.</returns>
    public async Task<long> RunSessionsAsync(int count, CancellationToken cancellationToken)
    {
        long rounds = 0;
        var client = new ReasoningService.ReasoningServiceClient(Channel);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (number, stop) =>
            {
                using AsyncServerStreamingCall<ReasonResponse> call = client.Reason(Request(number), cancellationToken: stop);
                await foreach (ReasonResponse response in call.ResponseStream.ReadAllAsync(stop))
                {
                    if (response.Event.SessionFinished is { } finished)
                    {
                        Interlocked.Add(ref rounds, finished.Session.CompletedRounds);
                    }
                }
            });
        return rounds;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        foreach (IHost worker in _workers)
        {
            await worker.StopAsync().DefaultTimeout();
            worker.Dispose();
        }

        await Forwarder.DisposeAsync();
        await Router.DisposeAsync();
        await Redis.DisposeAsync();
    }

    private ReasonRequest Request(int number) => new()
    {
        Model = "scripted",
        Problem = string.Create(CultureInfo.InvariantCulture, $"What is {number} plus {number}?"),
        PathCount = _settings.Paths,
        Sampling = new SamplingParameters { Seed = number },
        Rounds = new RoundSchedule
        {
            IntervalTokens = _settings.IntervalTokens,
            SummaryTokens = 2 * _settings.SummaryTokens,
            MaxTurns = 4,
        },
        PeerRouting = new PeerRoutingConfig { PeerCount = _settings.Peers },
    };
}
