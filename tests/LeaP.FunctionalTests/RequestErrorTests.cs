using Google.Rpc;
using Grpc.Core;
using LeaP.FunctionalTests.Support;
using LeaP.Protocol;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.TestKit;

namespace LeaP.FunctionalTests;

/// <summary>Requests that cannot be met: the status, the field and what is allowed.</summary>
public sealed class RequestErrorTests
{
    [Fact]
    public async Task Every_wrong_field_is_named_with_what_is_allowed()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        (Action<ReasonRequest> Spoil, string Field, string Allowed)[] spoils =
        [
            (r => r.Problem = "", "problem", "1 to 32768 characters"),
            (r => r.Problem = "   ", "problem", "not only white space"),
            (r => r.Problem = new string('x', 32_769), "problem", "it has 32769"),
            (r => r.PathCount = 0, "path_count", "1 to 64; it is 0"),
            (r => r.PathCount = 1000, "path_count", "1 to 64; it is 1000"),
            (r => r.PeerRouting.Policy = "telepathy", "peer_routing.policy", "dispersed, clustered, hybrid, random, all"),
            (r => r.PeerRouting.PeerCount = -1, "peer_routing.peer_count", "0 to 63"),
            (r => r.PeerRouting.Similarity = "vibes", "peer_routing.similarity", "indel, levenshtein"),
            (r => r.Rounds.IntervalTokens = -5, "rounds.interval_tokens", "1 to 131072; it is -5"),
            (r => r.Rounds.SummaryTokens = -5, "rounds.summary_tokens", "1 to 4096"),
            (r => r.Rounds.AnswerTokens = 5000, "rounds.answer_tokens", "1 to 4096"),
            (r => r.Rounds.MaxTurns = -1, "rounds.max_turns", "1 to 1024"),
            (r => r.Rounds.ExchangeRounds.Add(0), "rounds.exchange_rounds", "1 or more"),
            (r => r.Sampling.Temperature = 3, "sampling.temperature", "0 to 2"),
            (r => r.Sampling.Temperature = float.NaN, "sampling.temperature", "0 to 2"),
            (r => r.Sampling.TopP = 0, "sampling.top_p", "more than 0 and at most 1"),
            (r => r.Sampling.TopK = 0, "sampling.top_k", "more than 0"),
            (r => r.Sampling.MinP = 2, "sampling.min_p", "0 to 1"),
            (r => r.AnswerFormat = "poem", "answer_format", "boxed, choice, text"),
            (r => r.Mode = "shout", "mode", "leap, leap-t, leap-s, moa, independent"),
            (r => r.RequestId = "once", "request_id", "UUID"),
            (r => r.TimeLimit = new Google.Protobuf.WellKnownTypes.Duration { Seconds = -1 }, "time_limit", "at most 24 hours"),
            (r => r.Labels.Add("", "x"), "labels", "1 to 63"),
            (r => r.EventDetail = (EventDetail)77, "event_detail", "named levels"),
        ];
        foreach ((Action<ReasonRequest> spoil, string field, string allowed) in spoils)
        {
            ReasonRequest request = SessionTests.Request(paths: 2);
            spoil(request);

            RpcException error = await FailAsync(cluster, request);

            error.ShouldBeRefusal(StatusCode.InvalidArgument, ErrorReasons.InvalidField, $"{field}:", allowed);
            error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.ShouldHaveSingleItem().Field.ShouldBe(field);
        }
    }

    [Fact]
    public async Task All_wrong_fields_are_told_at_once()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        ReasonRequest request = SessionTests.Request(paths: 0);
        request.Problem = "";
        request.PeerRouting.Policy = "telepathy";

        RpcException error = await FailAsync(cluster, request);

        error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field)
            .ShouldBe(["problem", "path_count", "peer_routing.policy"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_unknown_model_is_told_with_those_served()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        ReasonRequest request = SessionTests.Request(paths: 2);
        request.Model = "gpt-9";

        RpcException error = await FailAsync(cluster, request);

        error.ShouldBeRefusal(StatusCode.NotFound, ErrorReasons.ModelNotServed, "model", "gpt-9", "scripted");
    }

    [Fact]
    public async Task Without_a_worker_there_is_no_model()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync();

        RpcException error = await FailAsync(cluster, SessionTests.Request(paths: 2));

        error.ShouldBeRefusal(StatusCode.NotFound, ErrorReasons.ModelNotServed, "No worker is linked");
    }

    [Fact]
    public async Task More_paths_than_all_workers_hold_are_refused()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(workers: 1, slots: 4);

        RpcException error = await FailAsync(cluster, SessionTests.Request(paths: 5));

        error.ShouldBeRefusal(StatusCode.ResourceExhausted, ErrorReasons.CapacityExceeded, "path_count", "hold 4");
    }

    [Fact]
    public async Task A_problem_longer_than_the_context_fails_its_session()
    {
        var small = new Inference.Scripted.ScriptedEngineOptions { MaxContextTokens = 200 };
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(small);
        ReasonRequest request = SessionTests.Request(paths: 2);
        request.Problem = string.Join(' ', Enumerable.Repeat("word", 500));

        Session session = await cluster.Reasoning.ReasonAsync(request);

        session.State.ShouldBe(Session.Types.State.Failed);
        session.Failure.Reason.ShouldBe(ErrorReasons.ContextOverflow);
        session.Failure.Message.ShouldContain("problem:");
        session.Failure.Message.ShouldContain("200");
    }

    [Fact]
    public async Task A_session_nobody_knows_is_not_found()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync();

        RpcException error = await Should.ThrowAsync<RpcException>(
            () => cluster.Reasoning.GetFullAsync(Guid.NewGuid().ToString()));

        error.ShouldBeRefusal(StatusCode.NotFound, ErrorReasons.SessionNotFound, "session_id");
    }

    [Fact]
    public async Task A_worker_nobody_knows_cannot_be_drained()
    {
        await using TestCluster cluster = await TestCluster.StartRouterAsync();

        RpcException error = await Should.ThrowAsync<RpcException>(
            () => cluster.Fleet.DrainWorkerAsync(new DrainWorkerRequest { WorkerId = "w9" }).ResponseAsync.DefaultTimeout());

        error.ShouldBeRefusal(StatusCode.NotFound, ErrorReasons.WorkerNotFound, "worker_id", "w9");
    }

    private static Task<RpcException> FailAsync(TestCluster cluster, ReasonRequest request) =>
        Should.ThrowAsync<RpcException>(async () =>
        {
            using AsyncServerStreamingCall<ReasonResponse> call = cluster.Reasoning.Reason(request);
            await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).DefaultTimeout();
        });
}
