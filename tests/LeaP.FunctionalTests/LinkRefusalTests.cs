using Grpc.Core;
using Grpc.Net.Client;
using LeaP.FunctionalTests.Support;
using LeaP.Protocol;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Link.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests;

/// <summary>Workers that break the link protocol, spoken by hand over a socket.</summary>
public sealed class LinkRefusalTests
{
    [Fact]
    public async Task A_protocol_version_nobody_knows_is_refused()
    {
        ConnectRequest hello = Hello();
        hello.Hello.ProtocolVersions[0] = 99;

        RpcException error = await RefusedAsync([hello]);

        error.ShouldBeRefusal(StatusCode.FailedPrecondition, ErrorReasons.ProtocolUnsupported, "protocol_versions", "[99]");
    }

    [Fact]
    public async Task The_first_message_must_be_hello()
    {
        RpcException error = await RefusedAsync([new ConnectRequest { Sequence = 1, LoadReport = new LoadReport() }]);

        error.ShouldBeRefusal(StatusCode.InvalidArgument, ErrorReasons.HelloInvalid, "must be hello");
    }

    [Fact]
    public async Task A_second_hello_is_refused()
    {
        ConnectRequest again = Hello();
        again.Sequence = 2;

        RpcException error = await RefusedAsync([Hello(), again]);

        error.ShouldBeRefusal(StatusCode.InvalidArgument, ErrorReasons.HelloInvalid, "second hello");
    }

    [Fact]
    public async Task Every_field_of_the_hello_is_named_when_it_is_wrong()
    {
        (Action<WorkerHello> Spoil, string Field)[] spoils =
        [
            (hello => hello.WorkerId = "", "worker_id"),
            (hello => hello.WorkerId = new string('x', 64), "worker_id"),
            (hello => hello.InstanceId = "not a uuid", "instance_id"),
            (hello => hello.MaxConcurrentPaths = 0, "max_concurrent_paths"),
            (hello => hello.Models.Clear(), "models"),
            (hello => hello.Models[0].ModelId = "", "models.model_id"),
            (hello => hello.Models[0].MaxContextTokens = 0, "models.max_context_tokens"),
            (hello => hello.Models[0].Fingerprint = "", "models.fingerprint"),
            (hello => hello.Models[0].Defaults = null, "models.defaults"),
            (hello => hello.Models[0].ProblemForm = new ProblemForm { Pattern = "(" }, "models.problem_form"),
        ];
        foreach ((Action<WorkerHello> spoil, string field) in spoils)
        {
            ConnectRequest hello = Hello();
            spoil(hello.Hello);

            RpcException error = await RefusedAsync([hello]);

            error.ShouldBeRefusal(StatusCode.InvalidArgument, ErrorReasons.HelloInvalid, $"{field}:");
        }
    }

    [Fact]
    public async Task Missing_messages_end_the_link()
    {
        RpcException error = await RefusedAsync(
            [Hello(), new ConnectRequest { Sequence = 7, LoadReport = new LoadReport() }]);

        error.ShouldBeRefusal(StatusCode.DataLoss, ErrorReasons.SequenceGap, "7 came where 2 was next");
    }

    [Fact]
    public async Task A_message_without_a_known_payload_ends_the_link()
    {
        RpcException error = await RefusedAsync([Hello(), new ConnectRequest { Sequence = 2 }]);

        error.ShouldBeRefusal(StatusCode.Unimplemented, ErrorReasons.MessageUnknown, "Message 2");
    }

    [Fact]
    public async Task Garbage_in_a_message_ends_the_link_and_names_the_field()
    {
        (ConnectRequest Message, string Field)[] garbage =
        [
            (new ConnectRequest { PathFinished = new PathFinished() }, "path_finished.attempt"),
            (new ConnectRequest { SummaryReported = new SummaryReported { Round = -1 } }, "summary_reported.round"),
            (new ConnectRequest { TextReported = new TextReported { Attempt = new PathAttempt { SessionId = "x" } } }, "text_reported.attempt.session_id"),
            (new ConnectRequest { PathFailed = new PathFailed { Attempt = Attempt("p-1") } }, "path_failed.failure.reason"),
            (new ConnectRequest { TextReported = new TextReported { Attempt = Attempt("zero") } }, "text_reported.attempt.path_id"),
        ];
        foreach ((ConnectRequest message, string field) in garbage)
        {
            message.Sequence = 2;

            RpcException error = await RefusedAsync([Hello(), message]);

            error.ShouldBeRefusal(StatusCode.InvalidArgument, ErrorReasons.MessageInvalid, $"{field}:");
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_message_end_the_link_and_nothing_else()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        using var client = new HttpClient();
        byte[] garbage = [0, 0, 0, 0, 6, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        using var content = new ByteArrayContent(garbage);
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/grpc");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(cluster.Addresses.Links, "/leap.link.v1.WorkerLinkService/Connect"))
        {
            Content = content,
            Version = new Version(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.TE.ParseAdd("trailers");
        cluster.ExpectError("ErrorExecutingServiceMethod");
        cluster.ExpectError("ErrorReadingMessage");
        cluster.ExpectError("CallFailed");

        using HttpResponseMessage response =
            await client.SendAsync(request, TestContext.Current.CancellationToken).DefaultTimeout();
        string status = response.TrailingHeaders.TryGetValues("grpc-status", out IEnumerable<string>? values)
            ? string.Concat(values)
            : string.Concat(response.Headers.GetValues("grpc-status"));

        status.ShouldNotBe("0");
        (await cluster.Reasoning.ReasonAsync(SessionTests.Request(paths: 2))).Answer.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_worker_that_says_nothing_is_cut_off()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync("--Router:Link:HelloTimeLimit", "00:00:00.3");

        RpcException error = await RefusedAsync(cluster, []);

        error.ShouldBeRefusal(StatusCode.DeadlineExceeded, ErrorReasons.LinkSilent, "No hello");
    }

    [Fact]
    public async Task A_worker_that_falls_silent_is_cut_off()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync("--Router:Link:SilenceLimit", "00:00:00.5");

        RpcException error = await RefusedAsync(cluster, [Hello()]);

        error.ShouldBeRefusal(StatusCode.DeadlineExceeded, ErrorReasons.LinkSilent, "Nothing was heard");
    }

    [Fact]
    public async Task A_newer_instance_takes_the_name()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync();
        using GrpcChannel channel = GrpcChannel.ForAddress(cluster.Addresses.Links);
        var client = new WorkerLinkService.WorkerLinkServiceClient(channel);
        using AsyncDuplexStreamingCall<ConnectRequest, ConnectResponse> older = client.Connect();
        await older.RequestStream.WriteAsync(Hello(), TestContext.Current.CancellationToken).DefaultTimeout();
        (await older.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout()).ShouldBeTrue();

        using AsyncDuplexStreamingCall<ConnectRequest, ConnectResponse> newer = client.Connect();
        await newer.RequestStream.WriteAsync(Hello(), TestContext.Current.CancellationToken).DefaultTimeout();

        RpcException error = await EndAsync(older);
        error.ShouldBeRefusal(StatusCode.Aborted, ErrorReasons.WorkerReplaced, "worker_id by-hand");
        (await newer.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout()).ShouldBeTrue();
    }

    [Fact]
    public async Task The_link_is_not_offered_on_the_port_for_clients()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync();
        var client = new WorkerLinkService.WorkerLinkServiceClient(cluster.Channel);
        using AsyncDuplexStreamingCall<ConnectRequest, ConnectResponse> call = client.Connect();

        RpcException error = await EndAsync(call);

        error.StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    private static async Task<RpcException> RefusedAsync(IReadOnlyList<ConnectRequest> messages)
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync();
        return await RefusedAsync(cluster, messages);
    }

    private static async Task<RpcException> RefusedAsync(TestCluster cluster, IReadOnlyList<ConnectRequest> messages)
    {
        using GrpcChannel channel = GrpcChannel.ForAddress(cluster.Addresses.Links);
        var client = new WorkerLinkService.WorkerLinkServiceClient(channel);
        using AsyncDuplexStreamingCall<ConnectRequest, ConnectResponse> call = client.Connect();
        foreach (ConnectRequest message in messages)
        {
            await call.RequestStream.WriteAsync(message, TestContext.Current.CancellationToken).DefaultTimeout();
        }

        return await EndAsync(call);
    }

    private static Task<RpcException> EndAsync(AsyncDuplexStreamingCall<ConnectRequest, ConnectResponse> call) =>
        Should.ThrowAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout())
            {
                // Accepted and heartbeats.
            }
        });

    private static PathAttempt Attempt(string pathId) =>
        new() { SessionId = Guid.NewGuid().ToString(), PathId = pathId, Attempt = 1 };

    private static ConnectRequest Hello()
    {
        var model = new ServedModel
        {
            ModelId = "by-hand",
            MaxContextTokens = 1000,
            Fingerprint = "f",
            AnswerFormats = { "boxed" },
            Defaults = new ModelDefaults
            {
                PathCount = 2,
                Rounds = new RoundSchedule { IntervalTokens = 10, SummaryTokens = 10, MaxTurns = 2, AnswerTokens = 10 },
                PeerRouting = new PeerRoutingConfig { Policy = "random", PeerCount = 1, Similarity = "indel" },
                Sampling = new SamplingParameters { Temperature = 1 },
            },
        };
        return new ConnectRequest
        {
            Sequence = 1,
            Hello = new WorkerHello
            {
                WorkerId = "by-hand",
                InstanceId = Guid.NewGuid().ToString(),
                BuildVersion = "1",
                MaxConcurrentPaths = 4,
                ProtocolVersions = { LinkProtocol.Version },
                Models = { model },
            },
        };
    }
}
