using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests;

/// <summary>Sessions through a running router and two workers with the scripted engine.</summary>
public sealed class SessionTests
{
    private static readonly ScriptedEngineOptions Slow = new() { TokenDelay = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public async Task Paths_hear_their_peers_and_the_vote_is_told()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(Request(paths: 5));

        RoundRouted round = events.First(e => e.RoundRouted is not null).RoundRouted;
        foreach (RoundRouted.Types.Delivery delivery in round.Deliveries)
        {
            delivery.Peers.Select(peer => peer.PathId).ShouldNotContain(delivery.PathId);
            delivery.Peers.Count.ShouldBe(Math.Min(2, round.Deliveries.Count - 1));
            delivery.Peers.ShouldAllBe(peer => peer.Similarity >= 0 && peer.Similarity <= 1 && peer.Text.Length > 0);
        }

        events.Count(e => e.PathFinished is not null).ShouldBe(5);
        Session session = events[^1].SessionFinished.Session;
        session.State.ShouldBe(Session.Types.State.Succeeded);
        session.Answer.Tallies.Sum(tally => tally.PathIds.Count).ShouldBe(
            session.Paths.Count(path => path.Answer.Length > 0));
        session.Usage.PeerTokens.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task One_seed_gives_one_session_whatever_the_workers()
    {
        await using TestCluster two = await TestCluster.StartScriptedAsync(workers: 2);
        await using TestCluster three = await TestCluster.StartScriptedAsync(workers: 3);

        Session first = await two.Reasoning.ReasonAsync(Request(paths: 6));
        Session second = await three.Reasoning.ReasonAsync(Request(paths: 6));

        second.Paths.Select(path => path.FullText()).ShouldBe(first.Paths.Select(path => path.FullText()));
        second.Answer.ShouldBe(first.Answer);
    }

    [Fact]
    public async Task Text_comes_as_it_is_generated_and_only_when_it_is_wanted()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(Slow);
        ReasonRequest request = Request(paths: 2);
        request.EventDetail = EventDetail.Tokens;

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);
        IReadOnlyList<SessionEvent> without = await cluster.Reasoning.ReasonToEndAsync(Request(paths: 2));

        events.Count(e => e.TextGenerated is { PathId: "p1", Text.Length: > 0 }).ShouldBeGreaterThan(3);
        without.ShouldAllBe(e => e.TextGenerated == null);
    }

    [Fact]
    public async Task A_second_call_with_the_same_request_id_gets_the_same_session()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        ReasonRequest request = Request(paths: 2);
        request.RequestId = Guid.NewGuid().ToString();

        IReadOnlyList<SessionEvent> first = await cluster.Reasoning.ReasonToEndAsync(request);
        IReadOnlyList<SessionEvent> second = await cluster.Reasoning.ReasonToEndAsync(request);

        second.ShouldBe(first);
    }

    [Fact]
    public async Task A_watcher_attaches_after_the_last_event_it_has()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        IReadOnlyList<SessionEvent> all = await cluster.Reasoning.ReasonToEndAsync(Request(paths: 3));
        string id = all[0].SessionAccepted.Session.SessionId;

        using AsyncServerStreamingCall<WatchSessionResponse> call =
            cluster.Reasoning.WatchSession(new WatchSessionRequest { SessionId = id, AfterSequence = 4 });
        List<SessionEvent> rest = await ReadAsync(call.ResponseStream).DefaultTimeout();

        rest.ShouldBe(all.Skip(4));
    }

    [Fact]
    public async Task A_detached_session_outlives_its_call()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(Slow);
        ReasonRequest request = Request(paths: 2);
        request.Detached = true;

        string id = await StartAndHangUpAsync(cluster, request);

        await Eventually.HoldsAsync(
            async () => (await cluster.Reasoning.GetFullAsync(id)).State == Session.Types.State.Succeeded,
            "the detached session succeeds");
    }

    [Fact]
    public async Task Hanging_up_cancels_the_session_and_frees_its_slots()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(Slow);

        string id = await StartAndHangUpAsync(cluster, Request(paths: 4));

        await Eventually.HoldsAsync(
            async () => (await cluster.Reasoning.GetFullAsync(id)).State == Session.Types.State.Cancelled,
            "the session is cancelled");
        await cluster.WaitForFreeSlotsAsync(32);
    }

    [Fact]
    public async Task Cancelling_twice_is_the_same_as_once()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(Slow);
        ReasonRequest request = Request(paths: 2);
        request.Detached = true;
        string id = await StartAndHangUpAsync(cluster, request);

        CancelSessionResponse first = await cluster.Reasoning.CancelSessionAsync(
            new CancelSessionRequest { SessionId = id, Reason = "enough" }).ResponseAsync.DefaultTimeout();
        CancelSessionResponse second = await cluster.Reasoning.CancelSessionAsync(
            new CancelSessionRequest { SessionId = id, Reason = "again" }).ResponseAsync.DefaultTimeout();

        first.Session.State.ShouldBe(Session.Types.State.Cancelled);
        first.Session.Failure.Message.ShouldBe("enough");
        second.Session.ShouldBe(first.Session);
    }

    [Fact]
    public async Task A_session_ends_at_its_time_limit()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(Slow);
        ReasonRequest request = Request(paths: 2);
        request.TimeLimit = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(200));

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        Session session = events[^1].SessionFinished.Session;
        session.State.ShouldBe(Session.Types.State.Cancelled);
        session.Failure.Reason.ShouldBe("TIME_LIMIT");
    }

    [Fact]
    public async Task Sessions_wait_for_slots_and_all_end()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(workers: 2, slots: 2);

        IReadOnlyList<SessionEvent>[] all = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => cluster.Reasoning.ReasonToEndAsync(Request(paths: 3))));

        all.Select(events => events[^1].SessionFinished.Session.State)
            .ShouldAllBe(state => state == Session.Types.State.Succeeded);
        await cluster.WaitForFreeSlotsAsync(4);
    }

    [Fact]
    public async Task Independent_paths_hear_nobody()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        ReasonRequest request = Request(paths: 3);
        request.Mode = "independent";

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        events.ShouldAllBe(e => e.SummaryPublished == null && e.RoundRouted == null);
        events[^1].SessionFinished.Session.Usage.PeerTokens.ShouldBe(0);
    }

    internal static ReasonRequest Request(int paths) => new()
    {
        Problem = "How many?",
        PathCount = paths,
        Rounds = new RoundSchedule { IntervalTokens = 20, SummaryTokens = 24, MaxTurns = 8, AnswerTokens = 24 },
        PeerRouting = new PeerRoutingConfig { Policy = "dispersed", PeerCount = 2 },
        Sampling = new SamplingParameters { Seed = 42 },
    };

    private static async Task<string> StartAndHangUpAsync(TestCluster cluster, ReasonRequest request)
    {
        using AsyncServerStreamingCall<ReasonResponse> call = cluster.Reasoning.Reason(request);
        string id = "";
        for (int i = 0; i < 3; i++)
        {
            (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout()).ShouldBeTrue();
            id = call.ResponseStream.Current.Event.SessionAccepted?.Session.SessionId ?? id;
        }

        return id;
    }

    private static async Task<List<SessionEvent>> ReadAsync(IAsyncStreamReader<WatchSessionResponse> stream)
    {
        var events = new List<SessionEvent>();
        await foreach (WatchSessionResponse response in stream.ReadAllAsync())
        {
            events.Add(response.Event);
        }

        return events;
    }
}
