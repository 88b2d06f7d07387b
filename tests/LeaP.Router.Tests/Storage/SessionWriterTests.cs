using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Storage;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Storage;
using LeaP.Router.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeaP.Router.Tests.Storage;

public sealed class SessionWriterTests : IAsyncDisposable
{
    private static readonly SessionStoreLimits Limits = new(1000, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));

    private readonly FakeLink _link = new("worker-a", 4);
    private readonly RunnerHarness _session;
    private readonly InMemorySessionStore _store;

    public SessionWriterTests()
    {
        _session = new RunnerHarness(SessionSamples.Settings(paths: 1, turns: 1), new ReasoningOptions { MaxEvents = 100 }, _link);
        _store = new InMemorySessionStore(Limits, maxSessions: 1, _session.Time);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Fact]
    public async Task An_ended_session_is_stored_whole_and_free()
    {
        await RunToEndAsync();

        await WriteAsync(await _store.AcquireLeaseAsync(SessionSamples.Id, "router", Stop));

        (await StoredAsync()).ShouldBe(Enumerable.Range(1, (int)_session.Runner.Feed.NextSequence - 1).Select(i => (long)i));
        ReadOnlyMemory<byte> snapshot = (await _store.LoadSnapshotAsync(SessionSamples.Id, Stop)).ShouldNotBeNull();
        StoredForm.ReadSession(snapshot).ShouldBe(SessionMapping.ToProto(_session.Snapshot, SessionView.Full));
        (await _store.FindOwnerAsync(SessionSamples.Id, Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_writer_without_a_lease_takes_one_and_claims_the_request()
    {
        await RunToEndAsync();

        await WriteAsync(null, "request");

        (await StoredAsync()).ShouldNotBeEmpty();
        (await _store.FindRequestAsync("request", Stop)).ShouldBe(SessionSamples.Id);
    }

    [Fact]
    public async Task What_the_store_forgot_is_written_again()
    {
        SessionLease? lease = await _store.AcquireLeaseAsync(SessionSamples.Id, "router", Stop);
        _session.Start();
        await _link.NextStartAsync();
        await _session.SettleAsync(0);
        Task writing = WriteAsync(lease);
        await UntilAsync(async () => (await StoredAsync()).Count > 0);

        // The store has room for one session, so that of another drives this one out.
        await _store.AcquireLeaseAsync("another", "router", Stop);
        await FinishAsync();

        await writing.Soon();
        (await StoredAsync()).ShouldBe(Enumerable.Range(1, (int)_session.Runner.Feed.NextSequence - 1).Select(i => (long)i));
    }

    [Fact]
    public async Task An_end_that_another_router_wrote_stays()
    {
        SessionLease early = (await _store.AcquireLeaseAsync(SessionSamples.Id, "early", Stop))!;
        _session.Time.Advance(Limits.LeaseTime);
        SessionLease late = (await _store.AcquireLeaseAsync(SessionSamples.Id, "late", Stop))!;
        await RunToEndAsync();
        Session end = SessionMapping.ToProto(_session.Snapshot, SessionView.Full);
        end.Answer = new Answer { Text = "of late" };
        await _store.SaveSnapshotAsync(late, StoredForm.Of(end), Stop);
        await _store.CloseAsync(late, "", TimeSpan.FromMinutes(30), Stop);

        await WriteAsync(early);

        ReadOnlyMemory<byte> snapshot = (await _store.LoadSnapshotAsync(SessionSamples.Id, Stop)).ShouldNotBeNull();
        StoredForm.ReadSession(snapshot).Answer.Text.ShouldBe("of late");
        (await StoredAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_another_router_holds_is_left_to_it()
    {
        await _store.AcquireLeaseAsync(SessionSamples.Id, "another", Stop);
        await RunToEndAsync();

        await WriteAsync(null);

        (await StoredAsync()).ShouldBeEmpty();
        (await _store.FindOwnerAsync(SessionSamples.Id, Stop)).ShouldBe("another");
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        async Task PollAsync()
        {
            while (!await condition())
            {
                await Task.Yield();
            }
        }

        await PollAsync().Soon();
    }

    private Task WriteAsync(SessionLease? lease, string requestId = "") =>
        new SessionWriter(
            _session.Runner,
            requestId,
            lease,
            _store,
            new RouterIdentity(),
            new StoreStatus(NullLogger<StoreStatus>.Instance),
            new SessionStoreOptions(),
            _session.Time,
            NullLogger<SessionWriter>.Instance).RunAsync(Stop).Soon();

    private async Task RunToEndAsync()
    {
        _session.Start();
        await _link.NextStartAsync();
        await FinishAsync();
    }

    private async Task FinishAsync()
    {
        await _session.FinishAsync(0, "2");
        await _session.EndAsync();
    }

    private async Task<List<long>> StoredAsync() =>
        [.. (await _store.ReadEventsAsync(SessionSamples.Id, 0, 1000, Stop)).Select(stored => stored.Sequence)];
}
