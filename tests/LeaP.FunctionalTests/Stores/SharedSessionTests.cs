using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Stores;

/// <summary>Two routers over one Redis: what one accepted, the other tells.</summary>
public sealed class SharedSessionTests : RedisTests
{
    [Fact]
    public async Task An_ended_session_outlives_its_router_with_every_event()
    {
        ReasonRequest request = NewRequest();
        IReadOnlyList<SessionEvent> events;
        Session session;
        await using (TestCluster first = await StartAsync())
        {
            events = await first.Reasoning.ReasonToEndAsync(request);
            session = await first.Reasoning.GetFullAsync(IdOf(events));
        }

        await using TestCluster second = await StartRouterAsync();

        (await second.Reasoning.GetFullAsync(session.SessionId)).ShouldBe(session);
        (await second.Reasoning.WatchToEndAsync(session.SessionId)).ShouldBe(events);
        (await second.Reasoning.WatchToEndAsync(session.SessionId, after: 5)).ShouldBe(events.Skip(5));
        (await second.Reasoning.ReasonToEndAsync(request)).ShouldBe(events);
        (await second.Reasoning.CancelSessionAsync(
            new CancelSessionRequest { SessionId = session.SessionId }, cancellationToken: Stop)).Session.ShouldBe(session);
        GetSessionResponse basic = await second.Reasoning.GetSessionAsync(
            new GetSessionRequest { SessionId = session.SessionId }, cancellationToken: Stop);
        basic.Session.Paths.ShouldBeEmpty();
        basic.Session.Problem.ShouldBeEmpty();
        basic.Session.Answer.ShouldBe(session.Answer);
    }

    [Fact]
    public async Task A_running_session_is_watched_at_another_router_and_cancelled_at_its_own_only()
    {
        await using TestCluster first = await StartAsync(Slow);
        await using TestCluster second = await StartRouterAsync();
        ReasonRequest request = NewRequest();
        using AsyncServerStreamingCall<ReasonResponse> call = first.Reasoning.Reason(request, cancellationToken: Stop);
        (await call.ResponseStream.MoveNext(Stop).DefaultTimeout()).ShouldBeTrue();
        string id = call.ResponseStream.Current.Event.SessionAccepted.Session.SessionId;
        await Eventually.HoldsAsync(() => IsKnownAsync(second, id), "the other router knows the session");

        RpcException refused = await Should.ThrowAsync<RpcException>(second.Reasoning.CancelSessionAsync(
            new CancelSessionRequest { SessionId = id }, cancellationToken: Stop).ResponseAsync.DefaultTimeout());
        refused.ShouldBeRefusal(StatusCode.FailedPrecondition, "SESSION_ELSEWHERE", id);
        IReadOnlyList<SessionEvent> again = await second.Reasoning.ReasonToEndAsync(request);
        IReadOnlyList<SessionEvent> watched = await second.Reasoning.WatchToEndAsync(id);

        again.ShouldBe(await first.Reasoning.WatchToEndAsync(id));
        watched.ShouldBe(again);
    }

    [Fact]
    public async Task A_session_that_its_router_stopped_says_so_at_the_other()
    {
        ReasonRequest request = NewRequest();
        await using TestCluster first = await TestCluster.StartScriptedAsync(
            Slow, routerSettings: RedisSettings.Of(Redis, "--Router:Redis:TakeOver", "false"));
        using AsyncServerStreamingCall<ReasonResponse> call = first.Reasoning.Reason(request, cancellationToken: Stop);
        (await call.ResponseStream.MoveNext(Stop).DefaultTimeout()).ShouldBeTrue();
        string id = call.ResponseStream.Current.Event.SessionAccepted.Session.SessionId;

        await first.Router.StopAsync(Stop).DefaultTimeout();

        await using TestCluster second = await StartRouterAsync();
        Session session = await second.Reasoning.GetFullAsync(id);
        session.State.ShouldBe(Session.Types.State.Failed);
        session.Failure.Reason.ShouldBe("ROUTER_STOPPING");
        IReadOnlyList<SessionEvent> events = await second.Reasoning.WatchToEndAsync(id);
        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        events[^1].SessionFinished.Session.State.ShouldBe(Session.Types.State.Failed);
    }

    [Fact]
    public async Task A_session_that_waits_in_silence_keeps_its_owner()
    {
        var slower = new ScriptedEngineOptions { TokenDelay = TimeSpan.FromMilliseconds(50) };
        string[] settings = RedisSettings.Of(Redis, "--Router:Redis:LeaseTime", "00:00:01");
        await using TestCluster first = await TestCluster.StartScriptedAsync(
            slower, workers: 1, slots: 2, routerSettings: settings);
        await using TestCluster second = await TestCluster.StartRouterAsync(settings);
        using AsyncServerStreamingCall<ReasonResponse> busy =
            first.Reasoning.Reason(SessionTests.Request(paths: 2), cancellationToken: Stop);
        await first.WaitForFreeSlotsAsync(0);
        using AsyncServerStreamingCall<ReasonResponse> waits =
            first.Reasoning.Reason(SessionTests.Request(paths: 2), cancellationToken: Stop);
        (await waits.ResponseStream.MoveNext(Stop).DefaultTimeout()).ShouldBeTrue();

        IReadOnlyList<SessionEvent> watched = await second.Reasoning.WatchToEndAsync(
            waits.ResponseStream.Current.Event.SessionAccepted.Session.SessionId);

        watched[^1].SessionFinished.Session.State.ShouldBe(Session.Types.State.Succeeded);
        (watched[1].EventTime.ToDateTimeOffset() - watched[0].EventTime.ToDateTimeOffset())
            .ShouldBeGreaterThan(TimeSpan.FromSeconds(2), "Longer than a lease lives and a loss takes to be told");
    }

    [Fact]
    public async Task What_no_router_accepted_is_not_found()
    {
        await using TestCluster router = await StartRouterAsync();
        string id = Guid.NewGuid().ToString();

        (await Should.ThrowAsync<RpcException>(router.Reasoning.GetFullAsync(id)))
            .ShouldBeRefusal(StatusCode.NotFound, "SESSION_NOT_FOUND", id);
        (await Should.ThrowAsync<RpcException>(router.Reasoning.WatchToEndAsync(id)))
            .ShouldBeRefusal(StatusCode.NotFound, "SESSION_NOT_FOUND", id);
    }

    private static string IdOf(IReadOnlyList<SessionEvent> events) => events[0].SessionAccepted.Session.SessionId;

    private static async Task<bool> IsKnownAsync(TestCluster cluster, string sessionId)
    {
        try
        {
            await cluster.Reasoning.GetFullAsync(sessionId);
            return true;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return false;
        }
    }
}
