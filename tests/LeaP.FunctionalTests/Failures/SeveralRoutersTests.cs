using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WorkerState = LeaP.Protocol.Fleet.V1.Worker.Types.State;

namespace LeaP.FunctionalTests.Failures;

/// <summary>Workers that are linked to several routers at once.</summary>
public sealed class SeveralRoutersTests
{
    private static readonly ScriptedEngineOptions Slow = new() { TokenDelay = TimeSpan.FromMilliseconds(20) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_router_has_its_share_of_a_workers_slots_and_runs_sessions_on_it()
    {
        await using TestCluster first = await TestCluster.StartRouterAsync();
        await using TestCluster second = await TestCluster.StartRouterAsync();
        (await ReadinessAsync(second)).ShouldBe(HealthCheckResponse.Types.ServingStatus.NotServing);
        (await ProbeAsync(second, "readyz")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ProbeAsync(second, "healthz")).ShouldBe(HttpStatusCode.OK);
        await LinkAsync(first, second, slots: 5);

        (await SlotsAsync(first)).ShouldBe(3);
        (await SlotsAsync(second)).ShouldBe(2);
        (await ReadinessAsync(second)).ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
        (await ProbeAsync(second, "readyz")).ShouldBe(HttpStatusCode.OK);
        Session[] sessions = await Task.WhenAll(
            first.Reasoning.ReasonAsync(SessionTests.Request(paths: 3)),
            second.Reasoning.ReasonAsync(SessionTests.Request(paths: 2)));

        sessions.ShouldAllBe(session => session.State == Session.Types.State.Succeeded);
        RpcException tooMany = await Should.ThrowAsync<RpcException>(
            second.Reasoning.ReasonAsync(SessionTests.Request(paths: 3)));
        tooMany.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task The_sessions_of_a_router_run_on_when_another_goes()
    {
        TestCluster first = await TestCluster.StartRouterAsync();
        await using TestCluster second = await TestCluster.StartRouterAsync();
        await LinkAsync(first, second, slots: 8, Slow);
        using AsyncServerStreamingCall<ReasonResponse> call = second.Reasoning.Reason(SessionTests.Request(paths: 4));
        (await call.ResponseStream.MoveNext(Stop).DefaultTimeout()).ShouldBeTrue();

        await first.Router.StopAsync(Stop).DefaultTimeout();
        Session session = await EndAsync(call);

        session.State.ShouldBe(Session.Types.State.Succeeded);
        session.Paths.ShouldAllBe(path => path.Attempt == 1);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task A_router_that_drains_a_worker_drains_it_for_all_routers_with_its_grace()
    {
        await using TestCluster first = await TestCluster.StartRouterAsync();
        await using TestCluster second = await TestCluster.StartRouterAsync();
        IHost worker = await LinkAsync(first, second, slots: 8, Slow);
        using AsyncServerStreamingCall<ReasonResponse> call = second.Reasoning.Reason(SessionTests.Request(paths: 4));
        (await call.ResponseStream.MoveNext(Stop).DefaultTimeout()).ShouldBeTrue();

        await first.Fleet.DrainWorkerAsync(
            new DrainWorkerRequest { WorkerId = "w1", GracePeriod = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromMinutes(1)) },
            cancellationToken: Stop).ResponseAsync.DefaultTimeout();
        Session session = await EndAsync(call);

        session.State.ShouldBe(Session.Types.State.Succeeded);
        session.Paths.ShouldAllBe(path => path.Attempt == 1);
        await worker.WaitForShutdownAsync(Stop).DefaultTimeout();
        await Eventually.HoldsAsync(
            async () => (await second.Fleet.ListWorkersAsync(new ListWorkersRequest())).Workers.All(known => known.State != WorkerState.Active),
            "the worker has left the other router too");
    }

    private static async Task<IHost> LinkAsync(
        TestCluster first, TestCluster second, int slots, ScriptedEngineOptions? script = null)
    {
        IHost worker = await first.AddWorkerAsync(
            "w1",
            services => services.AddSingleton(script ?? new ScriptedEngineOptions()),
            "--Worker:RouterAddress", $"{first.Addresses.Links},{second.Addresses.Links}",
            "--Worker:Links", "Each",
            "--Worker:Model:Engine", EngineNames.Scripted,
            "--Worker:Model:Id", "scripted",
            "--Worker:Model:Slots", slots.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await second.WaitForWorkerAsync("w1", WorkerState.Active);
        return worker;
    }

    private static async Task<int> SlotsAsync(TestCluster cluster) =>
        (await cluster.Fleet.ListWorkersAsync(new ListWorkersRequest(), cancellationToken: Stop)).Workers.ShouldHaveSingleItem().MaxConcurrentPaths;

    private static async Task<HealthCheckResponse.Types.ServingStatus> ReadinessAsync(TestCluster cluster) =>
        (await new Health.HealthClient(cluster.Channel).CheckAsync(
            new HealthCheckRequest { Service = ReasoningService.Descriptor.FullName }, cancellationToken: Stop)).Status;

    private static async Task<HttpStatusCode> ProbeAsync(TestCluster cluster, string path)
    {
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.GetAsync(new Uri(cluster.Addresses.Probes, path), Stop).DefaultTimeout();
        return answer.StatusCode;
    }

    private static async Task<Session> EndAsync(AsyncServerStreamingCall<ReasonResponse> call)
    {
        Session? session = null;
        await foreach (ReasonResponse response in call.ResponseStream.ReadAllAsync(Stop))
        {
            session = response.Event.SessionFinished?.Session ?? session;
        }

        return session.ShouldNotBeNull();
    }
}
