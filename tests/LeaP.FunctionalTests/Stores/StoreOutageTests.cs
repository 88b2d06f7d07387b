using Google.Rpc;
using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Stores;

/// <summary>Redis goes away and comes back, empty.</summary>
public sealed class StoreOutageTests : IAsyncLifetime
{
    private static readonly ScriptedEngineOptions Slow = new() { TokenDelay = TimeSpan.FromMilliseconds(15) };

    private RedisServer _redis = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _redis = await RedisServer.StartAsync();

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task A_running_session_goes_on_and_is_stored_whole_when_Redis_is_back_empty()
    {
        ReasonRequest request = SessionTests.Request(paths: 4);
        request.RequestId = Guid.NewGuid().ToString();
        request.EventDetail = EventDetail.Tokens;
        await using TestCluster first = await TestCluster.StartScriptedAsync(Slow, routerSettings: RedisSettings.Of(_redis));
        await using TestCluster second = await TestCluster.StartRouterAsync(RedisSettings.Of(_redis));
        using AsyncServerStreamingCall<ReasonResponse> call = first.Reasoning.Reason(request, cancellationToken: Stop);
        (await call.ResponseStream.MoveNext(Stop).DefaultTimeout()).ShouldBeTrue();
        string id = call.ResponseStream.Current.Event.SessionAccepted.Session.SessionId;

        await _redis.KillAsync();
        IReadOnlyList<SessionEvent> events = await first.Reasoning.WatchToEndAsync(id);
        await _redis.StartAgainAsync();

        events[^1].SessionFinished.Session.State.ShouldBe(Session.Types.State.Succeeded);
        await Eventually.HoldsAsync(() => IsStoredAsync(second, id), "the other router has the session's end");
        (await second.Reasoning.WatchToEndAsync(id)).ShouldBe(events);
        (await second.Reasoning.ReasonToEndAsync(request)).ShouldBe(events);
        first.Logs.Entries.Count(entry => entry.EventName == "StoreAway").ShouldBe(1);
        first.Logs.Entries.Count(entry => entry.EventName == "StoreBack").ShouldBe(1);
    }

    [Fact]
    public async Task A_new_session_is_told_to_wait_while_Redis_is_away()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(routerSettings: RedisSettings.Of(_redis));
        await _redis.KillAsync();

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
        await _redis.KillAsync();
        string[] settings = RedisSettings.Of(_redis, "--Router:Redis:AcceptWhileAway", "true");
        await using TestCluster first = await TestCluster.StartScriptedAsync(routerSettings: settings);
        ReasonRequest request = SessionTests.Request(paths: 2);
        request.RequestId = Guid.NewGuid().ToString();

        IReadOnlyList<SessionEvent> events = await first.Reasoning.ReasonToEndAsync(request);
        string id = events[0].SessionAccepted.Session.SessionId;
        await _redis.StartAgainAsync();

        await using TestCluster second = await TestCluster.StartRouterAsync(RedisSettings.Of(_redis));
        await Eventually.HoldsAsync(() => IsStoredAsync(second, id), "the session is stored");
        (await second.Reasoning.GetFullAsync(id)).ShouldBe(await first.Reasoning.GetFullAsync(id));
    }

    [Fact]
    public async Task What_Redis_lost_after_its_router_was_gone_is_not_found()
    {
        string id;
        await using (TestCluster first = await TestCluster.StartScriptedAsync(routerSettings: RedisSettings.Of(_redis)))
        {
            id = (await first.Reasoning.ReasonAsync(SessionTests.Request(paths: 2))).SessionId;
        }

        await using TestCluster second = await TestCluster.StartRouterAsync(RedisSettings.Of(_redis));
        await Eventually.HoldsAsync(() => IsStoredAsync(second, id), "the session is stored");
        await _redis.KillAsync();
        await _redis.StartAgainAsync();

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
