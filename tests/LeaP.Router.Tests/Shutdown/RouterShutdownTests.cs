using Grpc.Core;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Shutdown;

public sealed class RouterShutdownTests : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    private readonly ReasoningCalls _calls = new(("Router:Sessions:DrainGrace", "00:01:00"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sessions_may_end_within_the_grace_and_their_streams_with_them()
    {
        (SessionRunner runner, Task call) = await StartAsync();

        Task stopping = _calls.Shutdown.StoppingAsync(Stop);
        _calls.Router.Time.Advance(Grace - TimeSpan.FromSeconds(1));
        stopping.IsCompleted.ShouldBeFalse();
        _calls.Shutdown.Ending.IsCancellationRequested.ShouldBeFalse();
        call.IsCompleted.ShouldBeFalse();
        await runner.PostAsync(new SessionCommand.CancelRequested("Enough."), Stop).Soon();

        await stopping.Soon();
        await call.Soon();
        _calls.Shutdown.Ending.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task Behind_the_grace_calls_end_though_sessions_run()
    {
        (_, Task call) = await StartAsync();

        Task stopping = _calls.Shutdown.StoppingAsync(Stop);
        _calls.Router.Time.Advance(Grace);

        await stopping.Soon();
        (await Should.ThrowAsync<RpcException>(call.Soon())).StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task New_sessions_are_refused_while_it_stops_and_old_ones_are_told_of()
    {
        (SessionRunner runner, Task call) = await StartAsync();
        Task stopping = _calls.Shutdown.StoppingAsync(Stop);

        RpcException refused = await Should.ThrowAsync<RpcException>(_calls.Endpoint.Reason(
            new ReasonRequest { Problem = "1+1", PathCount = 2 }, new MessageWriter<ReasonResponse>(), _calls.New()).Soon());
        GetSessionResponse found = await _calls.Endpoint.GetSession(
            new GetSessionRequest { SessionId = runner.SessionId }, _calls.New()).Soon();

        RouterParts.ReasonOf(refused).ShouldBe("ROUTER_STOPPING");
        found.Session.FinishTime.ShouldBeNull();
        await runner.PostAsync(new SessionCommand.CancelRequested("Enough."), Stop).Soon();
        await Task.WhenAll(stopping, call).Soon();
    }

    [Fact]
    public async Task Without_sessions_it_stops_at_once() => await _calls.Shutdown.StoppingAsync(Stop).Soon();

    public ValueTask DisposeAsync() => _calls.DisposeAsync();

    private async Task<(SessionRunner Runner, Task Call)> StartAsync()
    {
        _calls.Router.Link("worker-a", RouterParts.Model());
        var events = new MessageWriter<ReasonResponse>();
        Task call = _calls.Endpoint.Reason(new ReasonRequest { Problem = "1+1", PathCount = 2 }, events, _calls.New());
        string session = (await events.NextAsync()).Event.SessionAccepted.Session.SessionId;
        return (_calls.Router.Get<SessionRegistry>().Find(session).ShouldNotBeNull(), call);
    }
}
