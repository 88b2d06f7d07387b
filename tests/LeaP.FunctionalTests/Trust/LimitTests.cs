using System.Collections.Concurrent;
using Google.Rpc;
using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;
using StatusCode = Grpc.Core.StatusCode;

namespace LeaP.FunctionalTests.Trust;

/// <summary>How much clients may take, and how they share what there is.</summary>
public sealed class LimitTests : IDisposable
{
    private static readonly ScriptedEngineOptions Slow = new() { TokenDelay = TimeSpan.FromMilliseconds(10) };

    private readonly TestAuthority _folder = new();

    [Fact]
    public async Task A_client_has_no_more_sessions_and_paths_at_once_than_it_may()
    {
        ApiKeys.Client few = New("few", "a") with { Sessions = 1 };
        ApiKeys.Client narrow = New("narrow", "b") with { Paths = 3 };
        await using TrustCluster cluster = await StartAsync([few, narrow]);
        await cluster.LinkWorkerAsync("w1", Slow);
        using TrustClient one = Open(cluster, few);
        using TrustClient two = Open(cluster, narrow);
        ReasonRequest request = SessionTests.Request(paths: 2);

        using AsyncServerStreamingCall<ReasonResponse> running = one.Reasoning.Reason(request);
        await FirstAsync(running);
        await IsLimitedAsync(one, request, "sessions", retry: true);
        using AsyncServerStreamingCall<ReasonResponse> other = two.Reasoning.Reason(request);
        await FirstAsync(other);
        await IsLimitedAsync(two, request, "paths", retry: true);
        await IsLimitedAsync(two, SessionTests.Request(paths: 4), "paths", retry: false);

        running.Dispose();
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    using AsyncServerStreamingCall<ReasonResponse> again = one.Reasoning.Reason(request);
                    await FirstAsync(again);
                    return true;
                }
                catch (RpcException exception) when (exception.StatusCode == StatusCode.ResourceExhausted)
                {
                    return false;
                }
            },
            "the ended session's place is free");
    }

    [Fact]
    public async Task A_client_beyond_its_tokens_a_minute_starts_no_more_sessions_for_a_while()
    {
        ApiKeys.Client client = New("few", "a") with { TokensPerMinute = 60 };
        await using TrustCluster cluster = await StartAsync([client]);
        await cluster.LinkWorkerAsync("w1");
        using TrustClient calls = Open(cluster, client);

        await calls.Reasoning.ReasonToEndAsync(SessionTests.Request(paths: 4));

        await IsLimitedAsync(calls, SessionTests.Request(paths: 4), "tokens_per_minute", retry: true);
    }

    [Fact]
    public async Task A_modest_client_is_served_between_the_sessions_of_a_greedy_one()
    {
        ApiKeys.Client greedy = New("greedy", "a");
        ApiKeys.Client modest = New("modest", "b");
        await using TrustCluster cluster = await StartAsync([greedy, modest]);
        await cluster.LinkWorkerAsync("w1", new ScriptedEngineOptions { TokenDelay = TimeSpan.FromMilliseconds(1) }, "--Worker:Model:Slots", "2");
        using TrustClient many = Open(cluster, greedy);
        using TrustClient one = Open(cluster, modest);
        var ended = new ConcurrentQueue<string>();
        List<Task> all = [];
        for (int i = 0; i < 12; i++)
        {
            AsyncServerStreamingCall<ReasonResponse> call = many.Reasoning.Reason(SessionTests.Request(paths: 2));
            await FirstAsync(call);
            all.Add(ToEndAsync(call, "greedy", ended));
        }

        AsyncServerStreamingCall<ReasonResponse> late = one.Reasoning.Reason(SessionTests.Request(paths: 2));
        await FirstAsync(late);
        int before = ended.Count;
        await ToEndAsync(late, "modest", ended);
        int between = ended.TakeWhile(who => who != "modest").Count() - before;
        await Task.WhenAll(all).DefaultTimeout();

        // The one that runs, and the one whose turn had come when the modest one asked.
        between.ShouldBeLessThanOrEqualTo(3);
        ended.Count.ShouldBe(13);
    }

    [Fact]
    public async Task A_call_whose_deadline_has_passed_ends_its_session_and_the_decoding()
    {
        ApiKeys.Client client = New("ana", "a");
        await using TrustCluster cluster = await StartAsync([client]);
        await cluster.LinkWorkerAsync("w1", new ScriptedEngineOptions { TokenDelay = TimeSpan.FromMilliseconds(50), ThinkTokens = 20_000 });
        using TrustClient calls = Open(cluster, client);
        ReasonRequest request = SessionTests.Request(paths: 2);
        request.Rounds.IntervalTokens = 10_000;

        using AsyncServerStreamingCall<ReasonResponse> call = calls.Reasoning.Reason(
            request, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2));
        string session = (await FirstAsync(call)).SessionAccepted.Session.SessionId;
        RpcException error = await Should.ThrowAsync<RpcException>(async () =>
        {
            await foreach (ReasonResponse _ in call.ResponseStream.ReadAllAsync())
            {
            }
        });

        error.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        await Eventually.HoldsAsync(
            async () => (await calls.Reasoning.GetFullAsync(session)).State == Session.Types.State.Cancelled,
            "the session is cancelled");
        await Eventually.HoldsAsync(
            async () => (await calls.Fleet.ListModelsAsync(new ListModelsRequest())).Models[0].FreePathSlots == 16,
            "its slots are free");
    }

    [Fact]
    public async Task Requests_and_headers_that_are_too_long_are_refused()
    {
        ApiKeys.Client client = New("ana", "a");
        await using TrustCluster cluster = await StartAsync(
            [client], "--Router:Limits:RequestBytes", "2048", "--Router:Limits:HeaderBytes", "2048");
        await cluster.LinkWorkerAsync("w1");
        using TrustClient calls = Open(cluster, client);
        ReasonRequest big = SessionTests.Request(paths: 2);
        big.Problem = new string('x', 3000);

        RpcException tooBig = await Should.ThrowAsync<RpcException>(async () =>
        {
            using AsyncServerStreamingCall<ReasonResponse> call = calls.Reasoning.Reason(big);
            await FirstAsync(call);
        });
        RpcException tooLong = await Should.ThrowAsync<RpcException>(calls.Fleet.ListModelsAsync(
            new ListModelsRequest(), new Metadata { { "x-long", new string('y', 5000) } }).ResponseAsync.DefaultTimeout());
        RpcException longName = await Should.ThrowAsync<RpcException>(calls.Reasoning.GetSessionAsync(
            new GetSessionRequest { SessionId = new string('z', 1000) }).ResponseAsync.DefaultTimeout());

        tooBig.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        tooLong.StatusCode.ShouldNotBe(StatusCode.OK);
        longName.ShouldBeRefusal(StatusCode.InvalidArgument, ErrorReasons.InvalidField, "session_id", "at most 63");
        (await calls.Reasoning.ReasonAsync(SessionTests.Request(paths: 2))).State.ShouldBe(Session.Types.State.Succeeded);
    }

    [Fact]
    public async Task More_connections_than_allowed_are_closed_and_those_that_are_open_stay()
    {
        ApiKeys.Client client = New("ana", "a");
        await using TrustCluster cluster = await StartAsync([client], "--Router:Limits:Connections", "1");
        using TrustClient first = Open(cluster, client);
        await first.Fleet.ListModelsAsync(new ListModelsRequest()).ResponseAsync.DefaultTimeout();
        using TrustClient second = Open(cluster, client);

        RpcException error = await Should.ThrowAsync<RpcException>(
            second.Fleet.ListModelsAsync(new ListModelsRequest()).ResponseAsync.DefaultTimeout());

        error.StatusCode.ShouldBeOneOf(StatusCode.Unavailable, StatusCode.Internal);
        (await first.Fleet.ListModelsAsync(new ListModelsRequest()).ResponseAsync.DefaultTimeout()).ShouldNotBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private static ApiKeys.Client New(string name, string tenant) =>
        new(name, ApiKeys.NewKey(), tenant, ["reason", "watch", "operate"]);

    private static async Task<SessionEvent> FirstAsync(AsyncServerStreamingCall<ReasonResponse> call)
    {
        (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout()).ShouldBeTrue();
        return call.ResponseStream.Current.Event;
    }

    private static async Task ToEndAsync(
        AsyncServerStreamingCall<ReasonResponse> call,
        string who,
        ConcurrentQueue<string> ended)
    {
        using (call)
        {
            while (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken))
            {
            }
        }

        ended.Enqueue(who);
    }

    private static async Task IsLimitedAsync(TrustClient client, ReasonRequest request, string limit, bool retry)
    {
        using AsyncServerStreamingCall<ReasonResponse> call = client.Reasoning.Reason(request);
        RpcException error = await Should.ThrowAsync<RpcException>(() => FirstAsync(call));

        error.ShouldBeRefusal(StatusCode.ResourceExhausted, ErrorReasons.ClientLimit);
        Google.Rpc.Status status = error.GetRpcStatus()!;
        status.GetDetail<ErrorInfo>()!.Metadata["limit"].ShouldBe(limit);
        TimeSpan? delay = status.GetDetail<RetryInfo>()?.RetryDelay.ToTimeSpan();
        (delay > TimeSpan.Zero).ShouldBe(retry);
    }

    private static TrustClient Open(TrustCluster cluster, ApiKeys.Client client) =>
        new(cluster.Addresses.Clients, "x-api-key", client.Key);

    private Task<TrustCluster> StartAsync(ApiKeys.Client[] clients, params string[] settings) => TrustCluster.StartAsync(
        ["--Router:Access:KeyFile", ApiKeys.Write(_folder, clients), .. settings]);
}
