using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Failures;

/// <summary>A router that keeps sessions in memory alone gets SIGTERM while one runs.</summary>
public sealed class RouterDrainTests
{
    private static readonly ScriptedEngineOptions Slow = new() { TokenDelay = TimeSpan.FromMilliseconds(15) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_ends_right_within_the_grace_and_the_router_leaves_cleanly()
    {
        await using ProcessCluster cluster = await ProcessCluster.StartAsync(
            Slow, "--Router:Sessions:DrainGrace", "00:01:00");
        using AsyncServerStreamingCall<ReasonResponse> call =
            cluster.Reasoning.Reason(SessionTests.Request(paths: 4), cancellationToken: Stop);
        (await call.ResponseStream.MoveNext(Stop).DefaultTimeout()).ShouldBeTrue();

        Task<int> stopping = cluster.Router.StopAsync();
        SessionEvent last = call.ResponseStream.Current.Event;
        while (await call.ResponseStream.MoveNext(Stop).DefaultTimeout())
        {
            last = call.ResponseStream.Current.Event;
        }

        last.SessionFinished.Session.State.ShouldBe(Session.Types.State.Succeeded);
        (await stopping).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_grace_the_client_is_told_to_call_again()
    {
        await using ProcessCluster cluster = await ProcessCluster.StartAsync(Slow);
        using AsyncServerStreamingCall<ReasonResponse> call =
            cluster.Reasoning.Reason(SessionTests.Request(paths: 4), cancellationToken: Stop);
        (await call.ResponseStream.MoveNext(Stop).DefaultTimeout()).ShouldBeTrue();

        Task<int> stopping = cluster.Router.StopAsync();
        RpcException ended = await Should.ThrowAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(Stop).DefaultTimeout())
            {
            }
        });

        ended.ShouldBeRefusal(StatusCode.Unavailable, ErrorReasons.RouterStopping);
        (await stopping).ShouldBe(0);
    }
}
