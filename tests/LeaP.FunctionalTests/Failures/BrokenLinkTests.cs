using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace LeaP.FunctionalTests.Failures;

/// <summary>The connection between a worker and its router breaks, and both live.</summary>
public sealed class BrokenLinkTests
{
    private static readonly ScriptedEngineOptions Slow = new() { TokenDelay = TimeSpan.FromMilliseconds(15) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Paths_go_on_where_they_are_when_only_the_connection_was_cut()
    {
        ReasonRequest request = SessionTests.Request(paths: 4);
        request.EventDetail = EventDetail.Tokens;
        await using TestCluster calm = await TestCluster.StartScriptedAsync(Slow, workers: 1);
        IReadOnlyList<SessionEvent> calmEvents = await calm.Reasoning.ReasonToEndAsync(request);
        Session expected = await calm.Reasoning.GetFullAsync(calmEvents[0].SessionAccepted.Session.SessionId);
        await using TestCluster cluster = await TestCluster.StartRouterAsync("--Router:Link:ReturnGrace", "00:00:20");
        await using TcpProxy proxy = TcpProxy.Start(cluster.Addresses.Links);
        await AddWorkerAsync(cluster, proxy);
        using AsyncServerStreamingCall<ReasonResponse> call = cluster.Reasoning.Reason(request, cancellationToken: Stop);
        var events = new List<SessionEvent>();
        while (await call.ResponseStream.MoveNext(Stop).DefaultTimeout())
        {
            events.Add(call.ResponseStream.Current.Event);
            if (events.Count is 10 or 20 or 30)
            {
                proxy.Cut();
            }
        }

        events.Count.ShouldBeGreaterThan(30);
        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        events.ShouldNotContain(e => e.PathPlaced != null && e.PathPlaced.Attempt > 1);
        Session session = await cluster.Reasoning.GetFullAsync(events[0].SessionAccepted.Session.SessionId);
        session.Paths.Select(path => path.FullText()).ShouldBe(expected.Paths.Select(path => path.FullText()));
        foreach (Protocol.Reasoning.V1.Path path in session.Paths)
        {
            TextOf(events, path.PathId).ShouldBe(TextOf(calmEvents, path.PathId), "Nothing lost, nothing told twice");
        }

        cluster.Logs.Entries.Count(entry => entry.EventName == "WorkerReturned").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_worker_that_does_not_come_back_in_time_loses_its_paths_to_another()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync("--Router:Link:ReturnGrace", "00:00:00.2");
        await using TcpProxy proxy = TcpProxy.Start(cluster.Addresses.Links);
        await AddWorkerAsync(cluster, proxy, "--Worker:RedialMin", "00:00:03", "--Worker:RedialMax", "00:00:03");
        using AsyncServerStreamingCall<ReasonResponse> call =
            cluster.Reasoning.Reason(SessionTests.Request(paths: 2), cancellationToken: Stop);
        var events = new List<SessionEvent>();
        while (await call.ResponseStream.MoveNext(Stop).DefaultTimeout())
        {
            events.Add(call.ResponseStream.Current.Event);
            if (events.Count == 3)
            {
                await cluster.AddScriptedWorkerAsync("w2", Slow);
                proxy.Cut();
            }
        }

        events.Count(e => e.PathPlaced is { Attempt: 2, WorkerId: "w2" }).ShouldBe(2);
        events[^1].SessionFinished.Session.State.ShouldBe(Session.Types.State.Succeeded);
    }

    [Fact]
    public async Task A_worker_comes_back_though_the_router_did_not_see_its_connection_break()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync(
            "--Router:Link:ReturnGrace", "00:00:20", "--Router:Link:SilenceLimit", "00:00:02");
        await using TcpProxy proxy = TcpProxy.Start(cluster.Addresses.Links);
        await AddWorkerAsync(cluster, proxy);
        using AsyncServerStreamingCall<ReasonResponse> call =
            cluster.Reasoning.Reason(SessionTests.Request(paths: 2), cancellationToken: Stop);
        var events = new List<SessionEvent>();
        while (await call.ResponseStream.MoveNext(Stop).DefaultTimeout())
        {
            events.Add(call.ResponseStream.Current.Event);
            if (events.Count == 4)
            {
                proxy.Hang();
            }
        }

        events[^1].SessionFinished.Session.State.ShouldBe(Session.Types.State.Succeeded);
    }

    private static string TextOf(IReadOnlyList<SessionEvent> events, string pathId) => string.Concat(
        events.Where(e => e.TextGenerated?.PathId == pathId).Select(e => e.TextGenerated.Text));

    private static async Task AddWorkerAsync(TestCluster cluster, TcpProxy proxy, params string[] settings)
    {
        await cluster.AddWorkerAsync(
            "w1",
            services => services.AddSingleton(Slow),
            [
                "--Worker:RouterAddress", proxy.Address.ToString(),
                "--Worker:RedialMin", "00:00:00.02",
                "--Worker:Model:Engine", EngineNames.Scripted,
                "--Worker:Model:Id", "scripted",
                "--Worker:Model:Slots", "16",
                .. settings,
            ]);
    }
}
