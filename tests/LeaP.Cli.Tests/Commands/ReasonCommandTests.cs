using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using LeaP.Cli.Commands;
using LeaP.Cli.Tests.Support;
using LeaP.EmbeddedModel;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Tests.Commands;

public sealed class ReasonCommandTests
{
    private readonly CommandRun _run = new();

    [Fact]
    public async Task Options_become_fields_of_the_request()
    {
        Answer(SampleEvents.Whole());

        int exitCode = await _run.RunAsync(
            "reason", "Start with 4. Add 1. Times 2.", "--model", "m", "--paths", "3", "--interval", "20", "--turns", "5",
            "--summary-tokens", "30", "--policy", "hybrid", "--peers", "0", "--similarity", "levenshtein", "--mode", "leap-t",
            "--temperature", "0.5", "--top-p", "0.9", "--top-k", "40", "--min-p", "0.1", "--repetition-penalty", "1.5", "--seed", "12", "--answer-format", "text",
            "--time-limit", "90s", "--detail", "lifecycle");

        exitCode.ShouldBe(ExitCodes.Success);
        _run.Router.Requests.ShouldHaveSingleItem().ShouldBe(JsonParser.Default.Parse<ReasonRequest>(
            """
            {"model":"m","problem":"Start with 4. Add 1. Times 2.","pathCount":3,
             "rounds":{"intervalTokens":20,"summaryTokens":30,"maxTurns":5},
             "peerRouting":{"policy":"hybrid","peerCount":0,"similarity":"levenshtein"},
             "sampling":{"temperature":0.5,"topP":0.9,"topK":40,"minP":0.1,"repetitionPenalty":1.5,"seed":"12"},
             "answerFormat":"text","timeLimit":"90s","eventDetail":"EVENT_DETAIL_LIFECYCLE","mode":"leap-t"}
            """));
        _run.Connector.Addresses.ShouldBe([new Uri("http://router.test:8080")]);
        _run.Router.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task Options_of_modes_schedules_and_endings_become_fields_of_the_request()
    {
        Answer(SampleEvents.Whole());

        int exitCode = await _run.RunAsync(
            "reason", "a problem", "--first-interval", "50", "--max-context", "900", "--exchange-rounds", "1, 3",
            "--group-size", "2", "--communicate", "3", "--layers", "2", "--agents", "5", "--final-agents", "4",
            "--schedule", "2:clustered,5:all:0", "--confidence-quantile", "0.3", "--collapse", "0.9", "--offer-conclusions",
            "--stop-when-decided", "--token-budget", "5000", "--vote", "confidence", "--begin", "First", "--begin", "Second, x");

        exitCode.ShouldBe(ExitCodes.Success);
        var request = (ReasonRequest)_run.Router.Requests.ShouldHaveSingleItem();
        request.EventDetail = EventDetail.Unspecified;
        request.ShouldBe(JsonParser.Default.Parse<ReasonRequest>(
            """
            {"problem":"a problem","rounds":{"firstIntervalTokens":50,"maxContextTokens":900,"exchangeRounds":[1,3]},
             "groups":{"groupSize":2,"communicateRounds":3},"mixture":{"layers":2,"agents":5,"finalAgents":4},
             "peerRouting":{"schedule":[{"fromRound":2,"policy":"clustered"},{"fromRound":5,"policy":"all","peerCount":0}],
              "confidenceQuantile":0.3,"collapseSimilarity":0.9,"offerConclusions":true},
             "sampling":{},"stopWhenDecided":true,"tokenBudget":"5000","vote":"confidence",
             "pathBeginnings":["First","Second, x"]}
            """));
    }

    [Theory]
    [InlineData("--schedule", "clustered")]
    [InlineData("--schedule", "0:clustered")]
    [InlineData("--schedule", "2:clustered:x")]
    [InlineData("--exchange-rounds", "1,zwei")]
    [InlineData("--confidence-quantile", "1.5")]
    [InlineData("--group-size", "1")]
    public async Task A_wrong_value_is_refused_before_anything_is_asked(string option, string value)
    {
        (await _run.RunAsync("reason", "a problem", option, value)).ShouldBe(ExitCodes.BadArguments);
        _run.Router.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_left_out_stays_the_models_default()
    {
        Answer(SampleEvents.Whole());

        await _run.RunAsync("reason", "a problem");

        var request = (ReasonRequest)_run.Router.Requests.Single();
        request.HasPathCount.ShouldBeFalse();
        request.PeerRouting.HasPeerCount.ShouldBeFalse();
        request.Sampling.ShouldBe(new());
        request.Rounds.ShouldBe(new());
        request.TimeLimit.ShouldBeNull();
        request.EventDetail.ShouldBe(EventDetail.Rounds);
    }

    [Fact]
    public async Task Without_a_problem_an_example_is_drawn_from_the_seed_that_is_shown()
    {
        Answer(SampleEvents.Whole());
        ChainProblem example = new ChainProblemGenerator(4711).Next(12);

        await _run.RunAsync("reason");

        var request = (ReasonRequest)_run.Router.Requests.Single();
        request.Problem.ShouldBe(example.Text);
        request.Sampling.Seed.ShouldBe(4711);
        _run.OutLines[0].ShouldBe($"example {example.Text} (last two digits count; right answer {example.Answer}; again with --seed 4711)");
    }

    [Fact]
    public async Task Json_leaves_standard_output_to_the_events()
    {
        Answer(SampleEvents.Whole());

        int exitCode = await _run.RunAsync("reason", "--json");

        exitCode.ShouldBe(ExitCodes.Success);
        _run.OutLines.Select(JsonParser.Default.Parse<SessionEvent>).ShouldBe(SampleEvents.Whole());
        _run.Error.ToString().ShouldStartWith("example ");
    }

    [Fact]
    public async Task Without_a_router_one_is_started_in_the_process()
    {
        var run = new CommandRun { DefaultRouter = null };
        run.Router.On<ReasonRequest, ReasonResponse>("Reason", _ => SampleEvents.Responses(SampleEvents.Whole()));

        int exitCode = await run.RunAsync("reason", "a problem");

        exitCode.ShouldBe(ExitCodes.Success);
        run.Connector.EmbeddedStarts.ShouldBe(1);
        run.Router.IsClosed.ShouldBeTrue();
    }

    [Fact]
    public async Task On_a_terminal_the_report_follows_the_live_display()
    {
        var run = new CommandRun { IsInteractive = true };
        run.Router.On<ReasonRequest, ReasonResponse>("Reason", _ => SampleEvents.Responses(SampleEvents.Whole()));

        int exitCode = await run.RunAsync("reason", "a problem");

        exitCode.ShouldBe(ExitCodes.Success);
        ((ReasonRequest)run.Router.Requests.Single()).EventDetail.ShouldBe(EventDetail.Tokens);
        run.Out.ToString().ShouldContain("votes    10 x2 (p0 p1)\nanswer   10\n");
    }

    [Fact]
    public async Task Plain_writes_no_control_codes_on_a_terminal_either()
    {
        var run = new CommandRun { IsInteractive = true };
        run.Router.On<ReasonRequest, ReasonResponse>("Reason", _ => SampleEvents.Responses(SampleEvents.Whole()));

        await run.RunAsync("reason", "a problem", "--plain");

        run.Out.ToString().ShouldNotContain('\u001b');
        run.Out.ToString().ShouldContain("session succeeded");
    }

    [Fact]
    public async Task A_session_that_fails_is_a_failure()
    {
        Answer(SampleEvents.Numbered(SampleEvents.Accepted(), SampleEvents.Ended(SampleEvents.Failed("NO_ANSWER", "No path gave one."))));

        (await _run.RunAsync("reason", "a problem")).ShouldBe(ExitCodes.Failure);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_says_how_to_go_on()
    {
        Answer(SampleEvents.Numbered(SampleEvents.Accepted(), SampleEvents.Placed("p0")));

        (await _run.RunAsync("reason", "a problem")).ShouldBe(ExitCodes.Unavailable);
        _run.Error.ToString().ShouldContain($"leap watch {SampleEvents.SessionId} --after 2");
    }

    [Fact]
    public async Task Wrong_fields_are_all_named()
    {
        var violations = new BadRequest();
        violations.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = "path_count", Description = "must be 1 to 64" });
        violations.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = "mode", Description = "must be leap" });
        var status = new Google.Rpc.Status { Code = (int)StatusCode.InvalidArgument, Message = "The request is wrong." };
        status.Details.Add(Google.Protobuf.WellKnownTypes.Any.Pack(new ErrorInfo { Reason = "INVALID_FIELD", Domain = "leap" }));
        status.Details.Add(Google.Protobuf.WellKnownTypes.Any.Pack(violations));
        Fail(status.ToRpcException());

        (await _run.RunAsync("reason", "a problem")).ShouldBe(ExitCodes.BadArguments);
        _run.Error.ToString().ShouldBe("error: The request is wrong. (INVALID_FIELD)\n  path_count: must be 1 to 64\n  mode: must be leap\n");
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, ExitCodes.Unavailable)]
    [InlineData(StatusCode.ResourceExhausted, ExitCodes.Unavailable)]
    [InlineData(StatusCode.NotFound, ExitCodes.NotFound)]
    [InlineData(StatusCode.Internal, ExitCodes.Failure)]
    public async Task A_status_has_its_exit_code_and_never_a_stack_trace(StatusCode code, int exitCode)
    {
        Fail(new RpcException(new Grpc.Core.Status(code, "something \u001b[31mhappened")));

        (await _run.RunAsync("reason", "a problem")).ShouldBe(exitCode);
        _run.Error.ToString().ShouldBe($"error: something [31mhappened ({code})\n");
    }

    [Fact]
    public async Task Ctrl_c_ends_the_call_and_the_program_says_so()
    {
        using var interrupted = new CancellationTokenSource();
        _run.Router.On<ReasonRequest, ReasonResponse>("Reason", _ => Interrupting(interrupted));

        int exitCode = await _run.RunUntilAsync(["reason", "a problem"], interrupted.Token);

        exitCode.ShouldBe(ExitCodes.Interrupted);
        _run.Error.ToString().ShouldBe("Interrupted.\n");
        _run.Router.IsClosed.ShouldBeTrue();
    }

    private static IEnumerable<ReasonResponse> Interrupting(CancellationTokenSource interrupted)
    {
        yield return new ReasonResponse { Event = SampleEvents.Whole()[0] };
        interrupted.Cancel();
        yield return new ReasonResponse { Event = SampleEvents.Whole()[1] };
    }

    private void Answer(IEnumerable<SessionEvent> events) =>
        _run.Router.On<ReasonRequest, ReasonResponse>("Reason", _ => SampleEvents.Responses(events));

    private void Fail(RpcException exception) =>
        _run.Router.On<ReasonRequest, ReasonResponse>("Reason", _ => Enumerable.Range(0, 1).Select<int, ReasonResponse>(_ => throw exception));
}
