using Grpc.Core;
using Grpc.Net.Client;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Engines;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace LeaP.FunctionalTests.Failures;

/// <summary>Sessions that say nothing for a long time, behind something that cuts idle connections.</summary>
public sealed class SilenceTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Skip = "Takes more than six minutes; set LEAP_SLOW_TESTS=1 to run it.", SkipType = typeof(SlowTests), SkipUnless = nameof(SlowTests.AreWanted))]
    public async Task Six_minutes_without_a_token_cost_neither_the_client_nor_the_worker_its_connection()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync("--Router:Link:ReturnGrace", "00:00:00");
        await using TcpProxy clients = TcpProxy.Start(cluster.Addresses.Clients);
        await using TcpProxy links = TcpProxy.Start(cluster.Addresses.Links);
        (clients.IdleLimit, links.IdleLimit) = (IdleLimit, IdleLimit);
        await cluster.AddWorkerAsync(
            "w1",
            services => services.AddSingleton<IModelEngineFactory>(new ThinkingEngineFactory(Silence)),
            "--Worker:RouterAddress", links.Address.ToString(),
            "--Worker:Model:Engine", ThinkingEngineFactory.EngineName,
            "--Worker:Model:Id", "thinking");
        using GrpcChannel channel = GrpcChannel.ForAddress(clients.Address);
        var client = new ReasoningService.ReasoningServiceClient(channel);
        ReasonRequest request = SessionTests.Request(paths: 2);
        request.Rounds.MaxTurns = 1;
        long started = TimeProvider.System.GetTimestamp();
        using AsyncServerStreamingCall<ReasonResponse> call = client.Reason(request, cancellationToken: Stop);
        SessionEvent last = new();

        while (await call.ResponseStream.MoveNext(Stop).WaitAsync(2 * Silence, TimeProvider.System, Stop))
        {
            last = call.ResponseStream.Current.Event;
        }

        last.SessionFinished.Session.State.ShouldBe(Session.Types.State.Succeeded);
        last.SessionFinished.Session.Paths.ShouldAllBe(path => path.Attempt == 1);
        TimeProvider.System.GetElapsedTime(started).ShouldBeGreaterThan(Silence);
        (clients.CutForSilence, links.CutForSilence).ShouldBe((0, 0));
    }
}
