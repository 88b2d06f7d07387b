using Google.Rpc;
using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Stores;

/// <summary>Redis goes away and comes back, empty.</summary>
public sealed class StoreOutageTests : RedisTests
{
    [Fact]
    public async Task A_running_session_goes_on_and_is_stored_whole_when_Redis_is_back_empty()
    {
        ReasonRequest request = NewRequest();
        await using TestCluster first = await StartAsync(Slow);
        await using TestCluster second = await StartRouterAsync();
        using AsyncServerStreamingCall<ReasonResponse> call = first.Reasoning.Reason(request, cancellationToken: Stop);
        (await call.ResponseStream.MoveNext(Stop).DefaultTimeout()).ShouldBeTrue();
        string id = call.ResponseStream.Current.Event.SessionAccepted.Session.SessionId;

        await Redis.KillAsync();
        IReadOnlyList<SessionEvent> events = await first.Reasoning.WatchToEndAsync(id);
        await Redis.StartAgainAsync();

        events[^1].SessionFinished.Session.State.ShouldBe(Session.Types.State.Succeeded);
        await Eventually.HoldsAsync(() => IsStoredAsync(second, id), "the other router has the session's end");
        (await second.Reasoning.WatchToEndAsync(id)).ShouldBe(events);
        (await second.Reasoning.ReasonToEndAsync(request)).ShouldBe(events);
        first.Logs.Entries.Count(entry => entry.EventName == "StoreAway").ShouldBe(1);
        first.Logs.Entries.Count(entry => entry.EventName == "StoreBack").ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_hangs_holds_back_a_client_for_its_time_limit_and_no_longer()
    {
        ReasonRequest request = NewRequest();
        await using TestCluster first = await TestCluster.StartScriptedAsync(
            Slow, routerSettings: RedisSettings.Of(Redis, "--Router:Redis:CommandTimeLimit", "00:00:01"));
        using AsyncServerStreamingCall<ReasonResponse> call = first.Reasoning.Reason(request, cancellationToken: Stop);
        (await call.ResponseStream.MoveNext(Stop).DefaultTimeout()).ShouldBeTrue();
        string id = call.ResponseStream.Current.Event.SessionAccepted.Session.SessionId;

        await Redis.FreezeAsync();
        IReadOnlyList<SessionEvent> events = await first.Reasoning.WatchToEndAsync(id);
        await Redis.ThawAsync();

        events[^1].SessionFinished.Session.State.ShouldBe(Session.Types.State.Succeeded);
        await using TestCluster second = await StartRouterAsync();
        await Eventually.HoldsAsync(() => IsStoredAsync(second, id), "the other router has the session's end");
        (await second.Reasoning.WatchToEndAsync(id)).ShouldBe(events);
    }

    [Fact]
    public async Task A_new_session_is_told_to_wait_while_Redis_is_away()
    {
        await using TestCluster cluster = await StartAsync();
        await Redis.KillAsync();

        RpcException refused = await Should.ThrowAsync<RpcException>(
            cluster.Reasoning.ReasonToEndAsync(SessionTests.Request(paths: 2)));

        refused.ShouldBeRefusal(StatusCode.Unavailable, "STORE_UNREACHABLE", "store");
        refused.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan().ShouldBe(TimeSpan.FromMilliseconds(100));
        (await Should.ThrowAsync<RpcException>(cluster.Reasoning.GetFullAsync(Guid.NewGuid().ToString())))
            .ShouldBeRefusal(StatusCode.Unavailable, "STORE_UNREACHABLE", "store");
    }

    [Fact]
    public async Task A_router_may_accept_while_Redis_is_away_and_stores_later()
    {
        await Redis.KillAsync();
        string[] settings = RedisSettings.Of(Redis, "--Router:Redis:AcceptWhileAway", "true");
        await using TestCluster first = await TestCluster.StartScriptedAsync(routerSettings: settings);
        ReasonRequest request = SessionTests.Request(paths: 2);
        request.RequestId = Guid.NewGuid().ToString();

        IReadOnlyList<SessionEvent> events = await first.Reasoning.ReasonToEndAsync(request);
        string id = events[0].SessionAccepted.Session.SessionId;
        await Redis.StartAgainAsync();

        await using TestCluster second = await StartRouterAsync();
        await Eventually.HoldsAsync(() => IsStoredAsync(second, id), "the session is stored");
        (await second.Reasoning.GetFullAsync(id)).ShouldBe(await first.Reasoning.GetFullAsync(id));
    }

    [Fact]
    public async Task What_Redis_lost_after_its_router_was_gone_is_not_found()
    {
        string id;
        await using (TestCluster first = await StartAsync())
        {
            id = (await first.Reasoning.ReasonAsync(SessionTests.Request(paths: 2))).SessionId;
        }

        await using TestCluster second = await StartRouterAsync();
        await Eventually.HoldsAsync(() => IsStoredAsync(second, id), "the session is stored");
        await Redis.KillAsync();
        await Redis.StartAgainAsync();

        await Eventually.HoldsAsync(async () => !await IsStoredAsync(second, id), "the session is gone");
    }

    /// <summary>Whether a router finds a session's end in the store; false while it is unknown or the store is away.</summary>
    private static async Task<bool> IsStoredAsync(TestCluster cluster, string sessionId)
    {
        try
        {
            return (await cluster.Reasoning.GetFullAsync(sessionId)).FinishTime is not null;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.NotFound or StatusCode.Unavailable)
        {
            return false;
        }
    }
}
