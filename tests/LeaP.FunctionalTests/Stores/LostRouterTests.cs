using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests.Stores;

/// <summary>A router dies by SIGKILL with a session running.</summary>
public sealed class LostRouterTests : RedisTests
{
    private static readonly ScriptedEngineOptions Slower = new() { TokenDelay = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task The_session_of_a_killed_router_ends_once_and_says_why()
    {
        ReasonRequest request = NewRequest();
        List<SessionEvent> seen = await RunUntilKilledAsync(request);
        string id = seen[0].SessionAccepted.Session.SessionId;

        string[] settings = RedisSettings.Of(Redis, "--Router:Redis:TakeOver", "false");
        await using TestCluster second = await TestCluster.StartRouterAsync(settings);
        await using TestCluster third = await TestCluster.StartRouterAsync(settings);
        IReadOnlyList<SessionEvent>[] told = await Task.WhenAll(
            second.Reasoning.WatchToEndAsync(id), third.Reasoning.WatchToEndAsync(id), second.Reasoning.WatchToEndAsync(id));

        told[1].ShouldBe(told[0]);
        told[2].ShouldBe(told[0]);
        IReadOnlyList<SessionEvent> events = told[0];
        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        int common = Math.Min(seen.Count, events.Count - 1);
        common.ShouldBeGreaterThan(4);
        events.Take(common).ShouldBe(seen.Take(common));
        Session end = events[^1].SessionFinished.Session;
        end.State.ShouldBe(Session.Types.State.Failed);
        end.Failure.Reason.ShouldBe("ROUTER_LOST");
        end.Failure.Retryable.ShouldBeTrue();
        end.Paths.Count.ShouldBe(4);
        end.Paths.ShouldAllBe(path => path.Failure.Reason == "ROUTER_LOST");
        Session stored = await third.Reasoning.GetFullAsync(id);
        stored.FinishTime.ShouldBe(end.FinishTime);
        stored.ExpireTime.ShouldNotBeNull();
        (await third.Reasoning.ReasonToEndAsync(request)).ShouldBe(events);
    }

    private async Task<List<SessionEvent>> RunUntilKilledAsync(ReasonRequest request)
    {
        await using ProcessCluster cluster = await ProcessCluster.StartAsync(
            Slower, RedisSettings.Of(Redis, "--Router:Redis:LeaseTime", "00:00:01"));
        using AsyncServerStreamingCall<ReasonResponse> call = cluster.Reasoning.Reason(request, cancellationToken: Stop);
        var seen = new List<SessionEvent>();
        while (!seen.Any(e => e.SummaryPublished is not null))
        {
            (await call.ResponseStream.MoveNext(Stop).DefaultTimeout()).ShouldBeTrue();
            seen.Add(call.ResponseStream.Current.Event);
        }

        await cluster.Router.KillAsync();
        return seen;
    }
}
