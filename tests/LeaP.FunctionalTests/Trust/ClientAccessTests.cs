using Grpc.Core;
using Grpc.Health.V1;
using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LeaP.FunctionalTests.Trust;

/// <summary>Which clients a router knows by their keys, and what each may do.</summary>
public sealed class ClientAccessTests : IDisposable
{
    private static readonly ScriptedEngineOptions Slow = new() { TokenDelay = TimeSpan.FromMilliseconds(20) };

    private readonly TestAuthority _folder = new();
    private readonly ApiKeys.Client _ana = New("ana", "maths", "reason");
    private readonly ApiKeys.Client _bea = New("bea", "maths", "watch");
    private readonly ApiKeys.Client _cem = New("cem", "law", "reason", "watch");
    private readonly ApiKeys.Client _ops = New("ops", "plant", "operate");

    [Theory]
    [InlineData(null)]
    [InlineData("x-api-key")]
    [InlineData("authorization")]
    public async Task Calls_without_a_key_that_is_known_are_not_let_in(string? header)
    {
        await using TrustCluster cluster = await StartAsync();
        using var client = new TrustClient(cluster.Addresses.Clients, header, header == "authorization" ? "Bearer x" : "x");

        foreach (Func<Task> call in Calls(client, "some-session").Values)
        {
            RpcException error = await Should.ThrowAsync<RpcException>(call);
            error.ShouldBeRefusal(StatusCode.Unauthenticated, ErrorReasons.ClientUnknown);
        }
    }

    [Fact]
    public async Task A_role_allows_its_own_calls_and_no_others()
    {
        await using TrustCluster cluster = await StartAsync();
        (ApiKeys.Client Client, string[] Allowed)[] expected =
        [
            (_ana, ["Reason", "WatchSession", "GetSession", "CancelSession", "ListModels"]),
            (_bea, ["WatchSession", "GetSession", "ListModels"]),
            (_ops, ["ListModels", "ListWorkers", "DrainWorker"]),
        ];
        foreach ((ApiKeys.Client who, string[] allowed) in expected)
        {
            using TrustClient client = Open(cluster, who);
            foreach ((string name, Func<Task> call) in Calls(client, "some-session"))
            {
                RpcException? error = await FindErrorAsync(call);
                bool forbidden = error?.StatusCode == StatusCode.PermissionDenied;
                forbidden.ShouldBe(!allowed.Contains(name), $"{who.Name} {name}");
                if (forbidden)
                {
                    error!.ShouldBeRefusal(StatusCode.PermissionDenied, ErrorReasons.RoleMissing);
                }
            }
        }
    }

    [Fact]
    public async Task Another_tenants_session_is_not_found_just_like_one_that_never_was()
    {
        await using TrustCluster cluster = await StartAsync();
        await cluster.LinkWorkerAsync("w1", Slow);
        using TrustClient ana = Open(cluster, _ana);
        using TrustClient cem = Open(cluster, _cem);
        ReasonRequest request = DetachedRequest();
        string session = await StartAsync(ana, request);

        await ShouldNotFindAsync(cem, session);

        string other = await StartAsync(cem, request);
        other.ShouldNotBe(session);
        (await ana.Reasoning.GetFullAsync(session)).Tenant.ShouldBe("maths");
        (await StartAsync(ana, request)).ShouldBe(session);
    }

    [Fact]
    public async Task Clients_of_one_tenant_share_its_sessions()
    {
        await using TrustCluster cluster = await StartAsync();
        await cluster.LinkWorkerAsync("w1");
        using TrustClient ana = Open(cluster, _ana);
        using TrustClient bea = Open(cluster, _bea);
        Session session = await ana.Reasoning.ReasonAsync(SessionTests.Request(paths: 2));

        (await bea.Reasoning.GetFullAsync(session.SessionId)).ShouldBe(session);
    }

    [Fact]
    public async Task A_tenant_does_not_see_anothers_sessions_through_a_router_that_shares_the_store()
    {
        await using RedisServer redis = await RedisServer.StartAsync();
        await using TrustCluster one = await StartAsync(RedisSettings.Of(redis));
        await using TrustCluster two = await StartAsync(RedisSettings.Of(redis));
        await one.LinkWorkerAsync("w1", Slow);
        using TrustClient ana = Open(one, _ana);
        using TrustClient anaElsewhere = Open(two, _ana);
        using TrustClient cem = Open(two, _cem);
        ReasonRequest request = DetachedRequest();
        string session = await StartAsync(ana, request);

        await ShouldNotFindAsync(cem, session);

        (await StartAsync(anaElsewhere, request)).ShouldBe(session);
        (await anaElsewhere.Reasoning.GetFullAsync(session)).Tenant.ShouldBe("maths");
    }

    [Fact]
    public async Task Keys_are_added_and_taken_away_without_a_restart_and_a_broken_file_changes_nothing()
    {
        await using TrustCluster cluster = await StartAsync();
        ApiKeys.Client dan = New("dan", "maths", "watch");
        using TrustClient ana = Open(cluster, _ana);
        using TrustClient client = Open(cluster, dan);
        (await FindErrorAsync(() => ListAsync(client)))!.StatusCode.ShouldBe(StatusCode.Unauthenticated);

        ApiKeys.Write(_folder, dan);
        await Eventually.HoldsAsync(async () => await FindErrorAsync(() => ListAsync(client)) is null, "dan is known");
        (await FindErrorAsync(() => ListAsync(ana)))!.StatusCode.ShouldBe(StatusCode.Unauthenticated);

        cluster.ExpectError("KeyFileIgnored");
        _folder.Write("keys.json", "{ \"clients\": [ { \"nam\": \"eve\" } ] }");
        await Eventually.HoldsAsync(
            async () =>
            {
                (await FindErrorAsync(() => ListAsync(client))).ShouldBeNull();
                return cluster.Logs.Errors.Any(entry => entry.EventName == "KeyFileIgnored");
            },
            "the broken file is reported");
    }

    [Fact]
    public async Task Health_needs_no_key()
    {
        await using TrustCluster cluster = await StartAsync();
        using var client = new TrustClient(cluster.Addresses.Clients);

        HealthCheckResponse health = await new Health.HealthClient(client.Invoker)
            .CheckAsync(new HealthCheckRequest()).ResponseAsync.DefaultTimeout();

        health.Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    [Fact]
    public async Task Every_method_says_who_may_call_it_and_reflection_is_off()
    {
        await using TrustCluster cluster = await StartAsync();
        RouteEndpoint[] calls =
        [
            .. cluster.Router.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/leap.", StringComparison.Ordinal) == true
                    && !endpoint.RoutePattern.RawText.Contains('{')),
        ];

        calls.Length.ShouldBe(8);
        calls.ShouldAllBe(call => call.Metadata.GetMetadata<IAuthorizeData>() != null
            || call.RoutePattern.RawText == "/leap.link.v1.WorkerLinkService/Connect");
        cluster.Router.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .ShouldNotContain(endpoint => endpoint.DisplayName!.Contains("reflection", StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => _folder.Dispose();

    private static ApiKeys.Client New(string name, string tenant, params string[] roles) =>
        new(name, ApiKeys.NewKey(), tenant, roles);

    private static ReasonRequest DetachedRequest()
    {
        ReasonRequest request = SessionTests.Request(paths: 2);
        request.Detached = true;
        request.RequestId = Guid.NewGuid().ToString();
        return request;
    }

    private static async Task ShouldNotFindAsync(TrustClient client, string session)
    {
        Dictionary<string, Func<Task>> calls = Calls(client, session);
        foreach (string name in new[] { "WatchSession", "GetSession", "CancelSession" })
        {
            RpcException error = await Should.ThrowAsync<RpcException>(calls[name]);
            error.ShouldBeRefusal(StatusCode.NotFound, ErrorReasons.SessionNotFound, session, "unknown or was forgotten");
        }
    }

    private static Task<ListModelsResponse> ListAsync(TrustClient client) =>
        client.Fleet.ListModelsAsync(new ListModelsRequest()).ResponseAsync.DefaultTimeout();

    private static async Task<RpcException?> FindErrorAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (RpcException exception)
        {
            return exception;
        }
    }

    private static async Task<string> StartAsync(TrustClient client, ReasonRequest request)
    {
        using AsyncServerStreamingCall<ReasonResponse> call = client.Reasoning.Reason(request);
        (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout()).ShouldBeTrue();
        return call.ResponseStream.Current.Event.SessionAccepted.Session.SessionId;
    }

    private static Dictionary<string, Func<Task>> Calls(TrustClient client, string session) => new()
    {
        ["Reason"] = () => StartAsync(client, SessionTests.Request(paths: 2)),
        ["WatchSession"] = async () =>
        {
            using AsyncServerStreamingCall<WatchSessionResponse> call =
                client.Reasoning.WatchSession(new WatchSessionRequest { SessionId = session });
            await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout();
        },
        ["GetSession"] = () => client.Reasoning.GetSessionAsync(new GetSessionRequest { SessionId = session })
            .ResponseAsync.DefaultTimeout(),
        ["CancelSession"] = () => client.Reasoning.CancelSessionAsync(new CancelSessionRequest { SessionId = session })
            .ResponseAsync.DefaultTimeout(),
        ["ListModels"] = () => ListAsync(client),
        ["ListWorkers"] = () => client.Fleet.ListWorkersAsync(new ListWorkersRequest()).ResponseAsync.DefaultTimeout(),
        ["DrainWorker"] = () => client.Fleet.DrainWorkerAsync(new DrainWorkerRequest { WorkerId = "w9" })
            .ResponseAsync.DefaultTimeout(),
    };

    private static TrustClient Open(TrustCluster cluster, ApiKeys.Client client) =>
        new(cluster.Addresses.Clients, "x-api-key", client.Key);

    private Task<TrustCluster> StartAsync(params string[] settings) => TrustCluster.StartAsync(
        ["--Router:Access:KeyFile", ApiKeys.Write(_folder, _ana, _bea, _cem, _ops), .. settings]);
}
