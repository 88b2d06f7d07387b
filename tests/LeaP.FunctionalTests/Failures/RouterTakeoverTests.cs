using Grpc.Net.Client;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.StressTests.Chaos;
using LeaP.StressTests.Processes;

namespace LeaP.FunctionalTests.Failures;

/// <summary>
/// Routers and workers in processes of their own die or are replaced while sessions run; clients call again at the other
/// router, as they should.
/// </summary>
public sealed class RouterTakeoverTests
{
    private const int Repetitions = 4;
    private static readonly TimeSpan TokenDelay = TimeSpan.FromMilliseconds(15);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("One")]
    [InlineData("Each")]
    public async Task The_session_of_a_killed_router_goes_on_at_the_other_without_a_gap_and_with_nothing_twice(string links)
    {
        var moments = new Random(4711);
        await using StressCluster cluster = await StressCluster.StartAsync(2, 2, TokenDelay, links, Stop);
        await WithClientAsync(cluster, async client =>
        {
            long events = 0;
            SessionOutcome calm = await client.RunAsync(NewRequest(), 0, Stop, sequence => events = sequence);
            for (int i = 0; i < Repetitions; i++)
            {
                int owner = i % 2;
                long moment = moments.NextInt64(1, events / 2);
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Task<SessionOutcome> running = client.RunAsync(NewRequest(), owner, Stop, sequence =>
                {
                    if (sequence == moment)
                    {
                        reached.SetResult();
                    }
                });
                await Task.WhenAny(reached.Task, running);
                await cluster.Routers[owner].KillAsync();
                SessionOutcome outcome = await running;
                cluster.Routers[owner].Start();
                await cluster.Routers[owner].PrintsAsync("Clients at", Stop);

                outcome.IsLike(calm).ShouldBeTrue($"{outcome} instead of {calm}");
                outcome.Calls.ShouldBeGreaterThan(1, $"killed behind event {moment} of {events}");
            }
        });
    }

    [Theory]
    [InlineData("One")]
    [InlineData("Each")]
    public async Task Routers_and_workers_are_replaced_one_after_another_under_load_and_no_session_fails(string links)
    {
        await using StressCluster cluster = await StressCluster.StartAsync(2, 2, TokenDelay, links, Stop);
        await WithClientAsync(cluster, async client =>
        {
            SessionOutcome calm = await client.RunAsync(NewRequest(), 0, Stop);
            using var replaced = new CancellationTokenSource();
            Task<List<SessionOutcome>>[] loads =
                [.. Enumerable.Range(0, 4).Select(i => LoadAsync(client, i, replaced.Token))];
            foreach (ServiceProcess process in cluster.Workers.Concat(cluster.Routers))
            {
                (await process.StopAsync()).ShouldBe(0, string.Join('\n', process.Lines));
                process.Start();
                await process.PrintsAsync(
                    cluster.Workers.Contains(process) ? "Linked to the router" : "Clients at", Stop);
            }

            await replaced.CancelAsync();
            SessionOutcome[] outcomes = [.. (await Task.WhenAll(loads)).SelectMany(load => load)];

            outcomes.Length.ShouldBeGreaterThanOrEqualTo(loads.Length);
            outcomes.Where(outcome => !outcome.IsLike(calm)).ShouldBeEmpty();
            outcomes.ShouldContain(outcome => outcome.Moves > 0);
        });
    }

    private static async Task<List<SessionOutcome>> LoadAsync(ChaosClient client, int first, CancellationToken enough)
    {
        var outcomes = new List<SessionOutcome>();
        while (!enough.IsCancellationRequested)
        {
            outcomes.Add(await client.RunAsync(NewRequest(), first, Stop));
        }

        return outcomes;
    }

    private static async Task WithClientAsync(StressCluster cluster, Func<ChaosClient, Task> act)
    {
        GrpcChannel[] channels = [.. cluster.Clients.Select(proxy => GrpcChannel.ForAddress(proxy.Address))];
        try
        {
            await act(new ChaosClient(
                [.. channels.Select(channel => new ReasoningService.ReasoningServiceClient(channel))],
                new DisturbanceLog()));
        }
        finally
        {
            Array.ForEach(channels, channel => channel.Dispose());
        }
    }

    private static ReasonRequest NewRequest() => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        Model = "scripted",
        Problem = "What is one and one?",
        PathCount = 4,
        Rounds = new RoundSchedule { IntervalTokens = 40, SummaryTokens = 24, MaxTurns = 4, AnswerTokens = 24 },
        PeerRouting = new PeerRoutingConfig { Policy = "dispersed", PeerCount = 2 },
        Sampling = new SamplingParameters { Seed = 7 },
        EventDetail = EventDetail.Tokens,
        Detached = true,
    };
}
