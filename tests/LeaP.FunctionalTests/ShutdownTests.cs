using Grpc.Core;
using Grpc.Health.V1;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests;

/// <summary>Router and workers stop cleanly while calls are held.</summary>
public sealed class ShutdownTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private static readonly ScriptedEngineOptions Slow = new() { TokenDelay = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task A_router_with_held_calls_stops_in_under_two_seconds()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(Slow);
        using AsyncServerStreamingCall<ReasonResponse> call = cluster.Reasoning.Reason(SessionTests.Request(paths: 4));
        (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout()).ShouldBeTrue();
        var health = new Health.HealthClient(cluster.Channel);
        using AsyncServerStreamingCall<HealthCheckResponse> watch = health.Watch(new HealthCheckRequest());
        (await watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout()).ShouldBeTrue();

        long start = TimeProvider.System.GetTimestamp();
        await cluster.Router.StopAsync(TestContext.Current.CancellationToken).DefaultTimeout();

        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(Limit);
        StatusCode code = await EndAsync(call);
        code.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task A_worker_with_running_paths_stops_in_under_two_seconds()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(Slow, workers: 1);
        using AsyncServerStreamingCall<ReasonResponse> call = cluster.Reasoning.Reason(SessionTests.Request(paths: 4));
        (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout()).ShouldBeTrue();
        await cluster.WaitForFreeSlotsAsync(12);

        long start = TimeProvider.System.GetTimestamp();
        await cluster.Workers[0].StopAsync(TestContext.Current.CancellationToken).DefaultTimeout();

        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(Limit);
    }

    [Fact]
    public async Task A_worker_dials_again_when_the_router_comes_back()
    {
        TestCluster first = await TestCluster.StartRouterAsync();
        int linkPort = first.Addresses.Links.Port;
        await first.AddScriptedWorkerAsync("w1");
        await first.Router.StopAsync(TestContext.Current.CancellationToken).DefaultTimeout();

        await using (TestCluster second = await TestCluster.StartRouterAsync(
            "--Router:LinkPort", linkPort.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        {
            await second.WaitForWorkerAsync("w1", Protocol.Fleet.V1.Worker.Types.State.Active);
            Session session = await second.Reasoning.ReasonAsync(SessionTests.Request(paths: 2));
            session.State.ShouldBe(Session.Types.State.Succeeded);
        }

        await first.DisposeAsync();
    }

    private static async Task<StatusCode> EndAsync(AsyncServerStreamingCall<ReasonResponse> call)
    {
        try
        {
            while (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout())
            {
                // Events that were on their way.
            }

            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
