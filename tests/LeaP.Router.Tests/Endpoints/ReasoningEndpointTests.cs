using Grpc.Core;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Router.Links;
using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;
using PathAttempt = LeaP.Reasoning.Sessions.PathAttempt;
using Payload = LeaP.Protocol.Reasoning.V1.SessionEvent.PayloadOneofCase;
using SessionFailure = LeaP.Reasoning.Sessions.SessionFailure;

namespace LeaP.Router.Tests.Endpoints;

public sealed class ReasoningEndpointTests : IAsyncDisposable
{
    private const string RequestId = "0199f4a2-0000-7000-8000-0000000000aa";

    private readonly ReasoningCalls _calls = new(("Router:Sessions:QueueLimit", "1"));

    [Fact]
    public async Task The_same_request_again_attaches_to_its_session_though_its_worker_is_gone()
    {
        WorkerLink link = _calls.Router.Link("worker-a", RouterParts.Model());
        MessageWriter<ReasonResponse> first = Reason(NewRequest(), out Task firstCall);
        string session = (await first.NextAsync()).Event.SessionAccepted.Session.SessionId;
        _calls.Router.Directory.Leave(link);

        MessageWriter<ReasonResponse> second = Reason(NewRequest(), out Task secondCall);

        (await second.NextAsync()).Event.SessionAccepted.Session.SessionId.ShouldBe(session);
        _calls.Router.Get<SessionRegistry>().RunningCount.ShouldBe(1);
        await EndCallsAsync(firstCall, secondCall);
    }

    [Fact]
    public async Task More_paths_than_all_workers_hold_are_refused()
    {
        _calls.Router.Link("worker-a", RouterParts.Model());

        Reason(NewRequest(paths: 5), out Task call);

        RpcException refused = await Should.ThrowAsync<RpcException>(call.Soon());
        refused.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        RouterParts.ReasonOf(refused).ShouldBe("CAPACITY_EXCEEDED");
        refused.Status.Detail.ShouldContain("4 together");
    }

    [Fact]
    public async Task A_full_queue_refuses_new_sessions_and_not_those_it_has()
    {
        _calls.Router.Link("worker-a", RouterParts.Model());
        MessageWriter<ReasonResponse> running = Reason(NewRequest(""), out Task runningCall);
        await NextAsync(running, Payload.PathPlaced);
        MessageWriter<ReasonResponse> queued = Reason(NewRequest(), out Task queuedCall);
        await NextAsync(queued, Payload.SessionAccepted);

        Reason(NewRequest(""), out Task refusedCall);
        RpcException refused = await Should.ThrowAsync<RpcException>(refusedCall.Soon());
        MessageWriter<ReasonResponse> again = Reason(NewRequest(), out Task againCall);

        refused.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        RouterParts.ReasonOf(refused).ShouldBe("QUEUE_FULL");
        await NextAsync(again, Payload.SessionAccepted);
        await EndCallsAsync(runningCall, queuedCall, againCall);
    }

    [Fact]
    public async Task A_client_that_ends_its_call_cancels_its_session_unless_it_is_detached()
    {
        _calls.Router.Link("worker-a", RouterParts.Model());
        ReasonRequest detached = NewRequest("");
        detached.Detached = true;
        SessionRunner kept = await StartAsync(detached);
        SessionRunner dropped = await StartAsync(NewRequest(""));

        await _calls.EndAsync();

        await foreach (Router.Sessions.SessionEvent _ in dropped.Feed.ReadAsync(0, TestContext.Current.CancellationToken))
        {
        }

        dropped.Snapshot.Failure.ShouldNotBeNull().Reason.ShouldBe("CANCELLED");
        kept.Snapshot.Times.Finished.ShouldBeNull();
    }

    [Fact]
    public async Task A_client_that_can_no_longer_be_written_to_cancels_its_session_before_its_call_says_so()
    {
        _calls.Router.Link("worker-a", RouterParts.Model());
        var events = new MessageWriter<ReasonResponse>();
        Task call = _calls.Endpoint.Reason(NewRequest(), events, _calls.New());
        string session = (await events.NextAsync()).Event.SessionAccepted.Session.SessionId;
        SessionRunner runner = _calls.Router.Get<SessionRegistry>().Find(session).ShouldNotBeNull();
        await NextAsync(events, Payload.PathPlaced);
        events.Fault = new InvalidOperationException("The call is complete.");

        await runner.PostAsync(
            new SessionCommand.PathBroke(
                new PathAttempt(session, 0, 1), new SessionFailure("ENGINE_FAILED", "broke", Retryable: false)),
            TestContext.Current.CancellationToken);

        await Should.ThrowAsync<InvalidOperationException>(call.Soon());
        await foreach (Router.Sessions.SessionEvent _ in runner.Feed.ReadAsync(0, TestContext.Current.CancellationToken))
        {
        }

        runner.Snapshot.Failure.ShouldNotBeNull().Reason.ShouldBe("CANCELLED");
    }

    [Fact]
    public async Task Cancelling_answers_with_the_ended_session_and_twice_changes_nothing()
    {
        _calls.Router.Link("worker-a", RouterParts.Model());
        SessionRunner runner = await StartAsync(NewRequest());
        var request = new CancelSessionRequest { SessionId = runner.SessionId, Reason = "Enough." };

        Session once = await CancelAsync(request);
        Session twice = await CancelAsync(request);

        once.State.ShouldBe(Session.Types.State.Cancelled);
        once.Failure.Message.ShouldBe("Enough.");
        twice.ShouldBe(once);
    }

    [Fact]
    public async Task Unknown_sessions_and_wrong_watches_are_refused()
    {
        RpcException unknown = Should.Throw<RpcException>(() =>
            _calls.Endpoint.GetSession(new GetSessionRequest { SessionId = "s" }, _calls.New()));
        RpcException wrong = await Should.ThrowAsync<RpcException>(_calls.Endpoint.WatchSession(
            new WatchSessionRequest { SessionId = "s", AfterSequence = -1, EventDetail = (EventDetail)9 },
            new MessageWriter<WatchSessionResponse>(),
            _calls.New()));

        unknown.StatusCode.ShouldBe(StatusCode.NotFound);
        RouterParts.ReasonOf(unknown).ShouldBe("SESSION_NOT_FOUND");
        RouterParts.FieldsOf(wrong).ShouldBe(["after_sequence", "event_detail"]);
    }

    [Fact]
    public async Task A_router_that_stops_ends_calls_so_that_they_are_tried_again()
    {
        _calls.Router.Link("worker-a", RouterParts.Model());
        MessageWriter<ReasonResponse> events = Reason(NewRequest(), out Task call);
        await NextAsync(events, Payload.PathPlaced);

        await _calls.Shutdown.StoppingAsync(TestContext.Current.CancellationToken).Soon();

        RpcException ended = await Should.ThrowAsync<RpcException>(call.Soon());
        ended.StatusCode.ShouldBe(StatusCode.Unavailable);
        RouterParts.ReasonOf(ended).ShouldBe("ROUTER_STOPPING");
    }

    public ValueTask DisposeAsync() => _calls.DisposeAsync();

    private static ReasonRequest NewRequest(string requestId = RequestId, int paths = 4) =>
        new() { RequestId = requestId, Problem = "1+1", PathCount = paths };

    private static async Task NextAsync(MessageWriter<ReasonResponse> events, Payload kind)
    {
        while ((await events.NextAsync()).Event.PayloadCase != kind)
        {
        }
    }

    private async Task EndCallsAsync(params Task[] calls)
    {
        await _calls.EndAsync();
        foreach (Task call in calls)
        {
            await Should.ThrowAsync<OperationCanceledException>(call.Soon());
        }
    }

    private async Task<SessionRunner> StartAsync(ReasonRequest request)
    {
        MessageWriter<ReasonResponse> events = Reason(request, out _);
        string session = (await events.NextAsync()).Event.SessionAccepted.Session.SessionId;
        return _calls.Router.Get<SessionRegistry>().Find(session).ShouldNotBeNull();
    }

    private async Task<Session> CancelAsync(CancelSessionRequest request) =>
        (await _calls.Endpoint.CancelSession(request, _calls.New()).Soon()).Session;

    private MessageWriter<ReasonResponse> Reason(ReasonRequest request, out Task call)
    {
        var events = new MessageWriter<ReasonResponse>();
        call = _calls.Endpoint.Reason(request, events, _calls.New());
        return events;
    }
}
