using System.Globalization;
using Grpc.Net.Client;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.StressTests.Processes;

namespace LeaP.StressTests.Chaos;

/// <summary>Sessions, first undisturbed and then while everything they need is killed, frozen and cut.</summary>
public static class ChaosRun
{
    private const int RouterCount = 2;
    private const int WorkerCount = 3;
    private const int PathCount = 4;
    private static readonly TimeSpan TokenDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs it.</summary>
    /// <param name="options">How much of it.</param>
    /// <param name="output">Where progress goes.</param>
    /// <param name="cancellationToken">Ends it early; sessions that have not ended count as wrong.</param>
    public static async Task<ChaosResult> RunAsync(
        ChaosOptions options,
        TextWriter output,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.TimeLimit);
        await output.WriteLineAsync($"seed {options.Seed}");
        await using StressCluster cluster =
            await StressCluster.StartAsync(RouterCount, WorkerCount, TokenDelay, options.Links, limit.Token);
        GrpcChannel[] channels = [.. cluster.Clients.Select(proxy => GrpcChannel.ForAddress(proxy.Address))];
        try
        {
            var log = new DisturbanceLog();
            var client = new ChaosClient(
                [.. channels.Select(channel => new ReasoningService.ReasoningServiceClient(channel))], log);
            SessionOutcome[] calm = await RunAllAsync(client, options, limit.Token);
            await output.WriteLineAsync($"{calm.Length} sessions undisturbed");
            using var done = new CancellationTokenSource();
            Task disturbing = new Disturber(cluster, log, options.Seed, output).RunAsync(done.Token);
            SessionOutcome[] outcomes = await RunAllAsync(client, options, limit.Token);
            await done.CancelAsync();
            await disturbing;
            var result = new ChaosResult(options.Seed, outcomes, calm, log.Count);
            if (!result.IsRight)
            {
                foreach (string line in cluster.Routers.Concat(cluster.Workers)
                    .SelectMany(process => process.Lines.Select(line => $"{process.Name}: {line}")))
                {
                    await output.WriteLineAsync(line);
                }
            }

            return result;
        }
        finally
        {
            Array.ForEach(channels, channel => channel.Dispose());
        }
    }

    private static async Task<SessionOutcome[]> RunAllAsync(
        ChaosClient client,
        ChaosOptions options,
        CancellationToken cancellationToken)
    {
        var outcomes = new SessionOutcome[options.Sessions];
        await Parallel.ForAsync(
            0,
            options.Sessions,
            new ParallelOptions { MaxDegreeOfParallelism = options.AtOnce, CancellationToken = CancellationToken.None },
            async (i, _) => outcomes[i] = await client.RunAsync(NewRequest(options.Seed, i), i, cancellationToken));
        return outcomes;
    }

    private static ReasonRequest NewRequest(int seed, int index) => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        Model = "scripted",
        Problem = string.Create(CultureInfo.InvariantCulture, $"What is {seed} and {index}?"),
        PathCount = PathCount,
        Rounds = new RoundSchedule { IntervalTokens = 40, SummaryTokens = 24, MaxTurns = 4, AnswerTokens = 24 },
        PeerRouting = new PeerRoutingConfig { Policy = "dispersed", PeerCount = 2 },
        Sampling = new SamplingParameters { Seed = seed + index },
        EventDetail = EventDetail.Tokens,
        Detached = true,
    };
}
