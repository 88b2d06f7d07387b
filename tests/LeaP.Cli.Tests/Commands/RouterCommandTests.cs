using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LeaP.Cli.Commands;
using LeaP.Cli.Tests.Support;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Fleet.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Tests.Commands;

public sealed class RouterCommandTests
{
    private readonly CommandRun _run = new();

    [Fact]
    public async Task Watch_attaches_after_a_sequence()
    {
        _run.Router.On<WatchSessionRequest, WatchSessionResponse>(
            "WatchSession", _ => SampleEvents.Whole().Skip(7).Select(sessionEvent => new WatchSessionResponse { Event = sessionEvent }));

        (await _run.RunAsync("watch", SampleEvents.SessionId, "--after", "7", "--detail", "tokens")).ShouldBe(ExitCodes.Success);

        _run.Router.Requests.Single().ShouldBe(new WatchSessionRequest
        {
            SessionId = SampleEvents.SessionId,
            AfterSequence = 7,
            EventDetail = EventDetail.Tokens,
        });
        _run.OutLines.ShouldContain("answer   10");
    }

    [Fact]
    public async Task Session_shows_the_paths_texts_by_who_wrote_them()
    {
        _run.Router.On<GetSessionRequest, GetSessionResponse>("GetSession", request =>
        {
            request.View.ShouldBe(SessionView.Full);
            Session session = SampleEvents.Succeeded();
            ReasoningPath path = SampleEvents.Path("p0", "10");
            path.Transcript.Add(new TextSegment { Kind = TextSegment.Types.Kind.Reasoning, Text = "#1 4 + 1 = 5\n\u001b[2Jmore\n" });
            path.Transcript.Add(new TextSegment { Kind = TextSegment.Types.Kind.Summary, Text = "#1 = 5" });
            session.Paths.Add(path);
            return [new GetSessionResponse { Session = session }];
        });

        (await _run.RunAsync("session", SampleEvents.SessionId, "--full")).ShouldBe(ExitCodes.Success);

        string.Join('\n', _run.OutLines).ShouldContain("--- p0 reasoning\n    #1 4 + 1 = 5\n    [2Jmore\n--- p0 summary\n    #1 = 5\npath");
    }

    [Fact]
    public async Task Session_as_json_reads_back()
    {
        Session session = SampleEvents.Succeeded();
        _run.Router.On<GetSessionRequest, GetSessionResponse>("GetSession", _ => [new GetSessionResponse { Session = session }]);

        await _run.RunAsync("session", SampleEvents.SessionId, "--json");

        JsonParser.Default.Parse<Session>(_run.OutLines.Single()).ShouldBe(session);
    }

    [Fact]
    public async Task An_unknown_session_is_not_found()
    {
        _run.Router.On<GetSessionRequest, GetSessionResponse>(
            "GetSession", _ => throw new RpcException(new Grpc.Core.Status(StatusCode.NotFound, "No such session.")));

        (await _run.RunAsync("session", "nothing")).ShouldBe(ExitCodes.NotFound);
    }

    [Fact]
    public async Task Cancel_passes_the_reason_on()
    {
        _run.Router.On<CancelSessionRequest, CancelSessionResponse>(
            "CancelSession", _ => [new CancelSessionResponse { Session = SampleEvents.Session(SessionState.Cancelled) }]);

        (await _run.RunAsync("cancel", "s1", "--reason", "enough")).ShouldBe(ExitCodes.Success);

        _run.Router.Requests.Single().ShouldBe(new CancelSessionRequest { SessionId = "s1", Reason = "enough" });
        _run.OutLines.ShouldBe([$"session {SampleEvents.SessionId} cancelled"]);
    }

    [Fact]
    public async Task Workers_of_all_pages_are_listed()
    {
        _run.Router.On<ListWorkersRequest, ListWorkersResponse>("ListWorkers", request =>
        [
            new ListWorkersResponse
            {
                Workers = { Worker(request.PageToken == "" ? "w1" : "w2") },
                NextPageToken = request.PageToken == "" ? "next" : "",
            },
        ]);

        (await _run.RunAsync("workers", "--model", "m")).ShouldBe(ExitCodes.Success);

        _run.OutLines.ShouldBe(
        [
            "worker  state     models         paths  tokens/s  version",
            "w1      draining  leap-embedded  3/16   240       0.1.0",
            "w2      draining  leap-embedded  3/16   240       0.1.0",
        ]);
        _run.Router.Requests.Cast<ListWorkersRequest>().ShouldAllBe(request => request.ModelId == "m");
    }

    [Fact]
    public async Task Models_say_which_problems_they_read()
    {
        var model = new Model
        {
            ModelId = "leap-embedded",
            MaxContextTokens = 2048,
            WorkerCount = 2,
            FreePathSlots = 32,
            ProblemForm = new ProblemForm { Description = "Chains of steps.", Example = "Start with 4. Add 1. Times 2." },
        };
        _run.Router.On<ListModelsRequest, ListModelsResponse>("ListModels", _ => [new ListModelsResponse { Models = { model } }]);

        (await _run.RunAsync("models")).ShouldBe(ExitCodes.Success);

        _run.OutLines.ShouldBe(
        [
            "model          context  workers  free paths",
            "leap-embedded  2048     2        32",
            "leap-embedded: Chains of steps.",
            "  for example: Start with 4. Add 1. Times 2.",
        ]);
    }

    [Fact]
    public async Task Drain_names_the_worker_and_the_grace()
    {
        _run.Router.On<DrainWorkerRequest, DrainWorkerResponse>("DrainWorker", _ => [new DrainWorkerResponse { Worker = Worker("w1") }]);

        (await _run.RunAsync("drain", "w1", "--grace", "2m")).ShouldBe(ExitCodes.Success);

        _run.Router.Requests.Single().ShouldBe(
            new DrainWorkerRequest { WorkerId = "w1", GracePeriod = Duration.FromTimeSpan(TimeSpan.FromMinutes(2)) });
        _run.OutLines.ShouldBe(["worker w1 draining"]);
    }

    private static FleetWorker Worker(string id) => new()
    {
        WorkerId = id,
        State = WorkerState.Draining,
        ModelIds = { "leap-embedded" },
        MaxConcurrentPaths = 16,
        RunningPaths = 3,
        TokensPerSecond = 240.4f,
        BuildVersion = "0.1.0",
    };
}
