using LeaP.Reasoning.Sessions;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using LeaP.Router.Tests.Support;

namespace LeaP.Router.Tests.Sessions;

public sealed class SessionRegistryTests : IAsyncDisposable
{
    private readonly RouterParts _router = new(
        ("Router:Sessions:Retention", "00:05:00"), ("Router:Sessions:MaxEndedSessions", "2"));

    [Fact]
    public async Task An_ended_session_is_kept_for_its_time_and_then_forgotten()
    {
        SessionRegistry registry = await StartAsync();
        string session = await EndedAsync(registry, "request");
        _router.Time.Advance(TimeSpan.FromMinutes(4));
        registry.Find(session).ShouldNotBeNull();
        registry.FindRequested("request").ShouldNotBeNull();

        _router.Time.Advance(TimeSpan.FromMinutes(1));
        await ForgottenAsync(registry, session);

        registry.FindRequested("request").ShouldBeNull();
        (await registry.StartAsync("request", SessionSamples.Settings())).Started.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_too_many_ended_sessions_the_oldest_go_first_and_running_ones_stay()
    {
        SessionRegistry registry = await StartAsync();
        string running = (await registry.StartAsync("", SessionSamples.Settings())).Runner!.SessionId;
        var ended = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            ended.Add(await EndedAsync(registry, ""));
            _router.Time.Advance(TimeSpan.FromSeconds(1));
        }

        _router.Time.Advance(TimeSpan.FromSeconds(10));
        await ForgottenAsync(registry, ended[0]);

        registry.Find(ended[1]).ShouldNotBeNull();
        registry.Find(ended[2]).ShouldNotBeNull();
        registry.Find(running).ShouldNotBeNull();
        registry.RunningCount.ShouldBe(1);
    }

    [Fact]
    public async Task One_request_id_starts_one_session()
    {
        SessionRegistry registry = await StartAsync();

        (_, SessionRunner? first, bool firstStarted) = await registry.StartAsync("request", SessionSamples.Settings());
        (_, SessionRunner? second, bool secondStarted) = await registry.StartAsync("request", SessionSamples.Settings());
        (_, SessionRunner? other, bool otherStarted) = await registry.StartAsync("another", SessionSamples.Settings());

        (firstStarted, secondStarted, otherStarted).ShouldBe((true, false, true));
        second.ShouldBeSameAs(first);
        other.ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task Without_a_request_id_every_call_starts_a_session()
    {
        SessionRegistry registry = await StartAsync();

        (await registry.StartAsync("", SessionSamples.Settings())).Started.ShouldBeTrue();
        (await registry.StartAsync("", SessionSamples.Settings())).Started.ShouldBeTrue();

        registry.FindRequested("").ShouldBeNull();
        registry.RunningCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_session_can_be_found_while_its_first_paths_start()
    {
        SessionRegistry registry = await StartAsync();
        SessionRunner? found = null;
        var link = new FakeLink("worker-a", 16) { OnStart = session => found = registry.Find(session) };
        _router.Get<PlacementQueue>().Add(link);

        SessionStart start = await registry.StartAsync("", SessionSamples.Settings());

        await link.NextStartAsync();
        found.ShouldNotBeNull().ShouldBeSameAs(start.Runner);
    }

    [Fact]
    public async Task Stopping_ends_every_session()
    {
        SessionRegistry registry = await StartAsync();
        SessionRunner runner = (await registry.StartAsync("", SessionSamples.Settings())).Runner!;

        await registry.StopAsync(TestContext.Current.CancellationToken).Soon();

        runner.Snapshot.State.ShouldBe(SessionState.Failed);
        runner.Snapshot.Failure.ShouldNotBeNull().Reason.ShouldBe("ROUTER_STOPPING");
        registry.RunningCount.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _router.Get<SessionRegistry>().StopAsync(CancellationToken.None).Soon();
        await _router.DisposeAsync();
    }

    private static async Task<string> EndedAsync(SessionRegistry registry, string requestId)
    {
        SessionRunner runner = (await registry.StartAsync(requestId, SessionSamples.Settings())).Runner!;
        await runner.PostAsync(new SessionCommand.CancelRequested("Enough."), TestContext.Current.CancellationToken).Soon();
        await foreach (SessionEvent _ in runner.Feed.ReadAsync(0, TestContext.Current.CancellationToken))
        {
        }

        // Its last event comes a moment before its task is done, which is what the sweep goes by.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (registry.Running.Contains(runner) && !limit.IsCancellationRequested)
        {
            await Task.Yield();
        }

        return runner.SessionId;
    }

    private async Task<SessionRegistry> StartAsync()
    {
        SessionRegistry registry = _router.Get<SessionRegistry>();
        await registry.StartAsync(TestContext.Current.CancellationToken).Soon();
        await _router.Time.NextPeriodicTimerAsync();
        return registry;
    }

    private static async Task ForgottenAsync(SessionRegistry registry, string session)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (registry.Find(session) is not null && !limit.IsCancellationRequested)
        {
            await Task.Yield();
        }

        registry.Find(session).ShouldBeNull();
    }
}
