using System.Diagnostics.Metrics;
using Grpc.Core;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.PeerRouting;
using LeaP.Reasoning.Similarity;
using LeaP.Reasoning.Storage;
using LeaP.Router.Access;
using LeaP.Router.Admission;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Placement;
using LeaP.Router.Sessions;
using LeaP.Router.Storage;
using LeaP.Router.Telemetry;
using LeaP.Router.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MsOptions = Microsoft.Extensions.Options.Options;
using SessionEvent = LeaP.Router.Sessions.SessionEvent;

namespace LeaP.Router.Tests.Sessions;

/// <summary>A session of one router goes on at another from the store.</summary>
public sealed class SessionRecoveryTests : IAsyncDisposable
{
    private static readonly SessionStoreLimits Limits = new(1000, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeLink _link = new("worker-a", 8);
    private readonly FakeLink _other = new("worker-b", 8);
    private readonly RunnerHarness _lost;
    private readonly InMemorySessionStore _store;
    private readonly CancellationTokenSource _routerDies = new();
    private readonly SessionStoreOptions _storeOptions = new();
    private readonly SessionRegistry _registry;
    private readonly SessionRecovery _recovery;
    private readonly ClientLimiter _limiter;

    public SessionRecoveryTests()
    {
        _lost = new RunnerHarness(
            SessionSamples.Settings(paths: 2, turns: 3) with { Tenant = "maths", Client = "ana" }, new ReasoningOptions(), _link);
        _store = new InMemorySessionStore(Limits, maxSessions: 10, _lost.Time);
        var placement = new PlacementQueue(new LeastLoadedPlacement(), _lost.Time);
        placement.Add(_other);
        var policies = new NamedCatalog<IPeerRoutingPolicy>(PeerRoutingPolicies.All);
        var measures = new NamedCatalog<ISimilarityMeasure>(SimilarityMeasures.All);
        var router = new RouterIdentity();
        _limiter = new ClientLimiter(MsOptions.Create(new LimitOptions { PathsPerClient = 3 }), _lost.Time);
        var archive = new SessionArchive(
            new SharedStore(_store),
            router,
            new StoreStatus(NullLogger<StoreStatus>.Instance),
            MsOptions.Create(_storeOptions),
            _lost.Time,
            NullLoggerFactory.Instance);
        _registry = new SessionRegistry(
            placement,
            archive,
            policies,
            measures,
            MsOptions.Create(new ReasoningOptions()),
            new RouterMetrics(_services.GetRequiredService<IMeterFactory>()),
            _lost.Time,
            NullLoggerFactory.Instance);
        _recovery = new SessionRecovery(
            _registry,
            placement,
            _limiter,
            router,
            policies,
            measures,
            MsOptions.Create(_storeOptions),
            _lost.Time,
            NullLogger<SessionRecovery>.Instance);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_goes_on_behind_its_last_stored_event_with_the_text_of_its_last_round()
    {
        await RunToSecondRoundAsync();
        long last = await DieAsync();

        Session session = (await _recovery.TakeAsync(_store, SessionSamples.Id, goesOn: true, Stop)).ShouldNotBeNull();
        FakeLink.Started started = await _other.NextStartAsync();
        SessionRunner runner = _registry.Find(SessionSamples.Id).ShouldNotBeNull();

        session.CompletedRounds.ShouldBe(1);
        started.Attempts.ShouldBe([SessionSamples.Attempt(0, 2), SessionSamples.Attempt(1, 2)], ignoreOrder: true);
        started.Texts.ShouldBe(new Dictionary<int, string> { [0] = "p0r1 p0r2 ", [1] = "p1r1 " }, ignoreOrder: true);
        runner.First.Sequence.ShouldBe(last);
        runner.Feed.Covers(last).ShouldBeTrue();
        runner.Feed.Covers(last - 1).ShouldBeFalse();
    }

    [Fact]
    public async Task It_counts_within_its_clients_limits_until_it_ends()
    {
        var client = new ClientIdentity("ana", "maths", ClientQuota.Usual);
        await RunToSecondRoundAsync();
        await DieAsync();
        Should.NotThrow(() => _limiter.Reserve(client, 3).Dispose());
        await _recovery.TakeAsync(_store, SessionSamples.Id, goesOn: true, Stop);

        Should.Throw<RpcException>(() => _limiter.Reserve(client, 2));
        Should.NotThrow(() => _limiter.Reserve(client, 1).Dispose());
        await _registry.StopAsync(CancellationToken.None).Soon();
        Should.NotThrow(() => _limiter.Reserve(client, 3).Dispose());
    }

    [Fact]
    public async Task It_ends_as_it_would_have_ended()
    {
        await RunToSecondRoundAsync();
        long last = await DieAsync();
        await _recovery.TakeAsync(_store, SessionSamples.Id, goesOn: true, Stop);
        SessionRunner runner = _registry.Find(SessionSamples.Id).ShouldNotBeNull();
        await _other.NextStartAsync();

        await runner.PostAsync(Summary(1, 2, attempt: 2), Stop);
        FakeLink.Heard heard = await _other.NextPeersAsync();
        await runner.PostAsync(End(0), Stop);
        await runner.PostAsync(End(1), Stop);
        List<SessionEvent> events = await ReadAsync(runner, last);

        heard.Round.ShouldBe(2);
        heard.Peers[SessionSamples.Attempt(0, 2)].ShouldBe([1]);
        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range((int)last + 1, events.Count).Select(i => (long)i));
        events[^1].ShouldBeOfType<SessionEvent.Ended>().Session.Vote.ShouldNotBeNull().Winner.ShouldBe("2");
    }

    [Fact]
    public async Task What_the_lost_router_still_writes_is_fenced_and_its_readers_are_sent_elsewhere()
    {
        await RunToSecondRoundAsync();
        SessionLease lease = (await _store.AcquireLeaseAsync(SessionSamples.Id, "another", Stop)).ShouldNotBeNull();
        Task writing = WriteAsync(lease, Stop);
        long last = _lost.Runner.Feed.NextSequence - 1;
        await UntilAsync(async () => await _store.FindLastSequenceAsync(SessionSamples.Id, Stop) == last);
        await _store.AcquireLeaseAsync(SessionSamples.Id, "another", Stop);

        await _lost.SummarizeAsync(_link, path: 1, round: 2);
        await writing.Soon();
        await _lost.EndAsync();

        _lost.Runner.HasLeft.ShouldBeTrue();
        await Should.ThrowAsync<SessionMovedException>(async () => await ReadAsync(_lost.Runner, 0));
        (await _store.FindLastSequenceAsync(SessionSamples.Id, Stop)).ShouldBe(last);
        (await _link.NextCancelAsync()).Attempts.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_router_without_workers_waits_and_one_that_must_not_take_over_never_does()
    {
        await RunToSecondRoundAsync();
        await DieAsync();
        ReadOnlyMemory<byte> stored = (await _store.LoadSnapshotAsync(SessionSamples.Id, Stop)).ShouldNotBeNull();

        _recovery.Judge(stored).ShouldBe(RecoveryChance.Now);
        _other.TakesPaths = false;
        _recovery.Judge(stored).ShouldBe(RecoveryChance.Later);
        _lost.Time.Advance(TimeSpan.FromHours(1));
        _recovery.Judge(stored).ShouldBe(RecoveryChance.Never);
        _storeOptions.TakeOver = false;
        _recovery.Judge(stored).ShouldBe(RecoveryChance.Never);
    }

    [Fact]
    public async Task An_end_whose_event_was_stored_stays_the_end()
    {
        await RunToSecondRoundAsync();
        await _lost.PostAsync(new SessionCommand.CancelRequested("Enough."));
        await _lost.EndAsync();
        SessionLease lease = (await _store.AcquireLeaseAsync(SessionSamples.Id, "lost", Stop)).ShouldNotBeNull();
        await _store.SaveSnapshotAsync(lease, StoredForm.Of(_lost.Runner.First, "", handedOver: false), Stop);
        IReadOnlyList<SessionEvent> events = await _lost.Runner.Feed.ReadBatchAsync(0, 100, Stop);
        await _store.AppendEventsAsync(lease, [.. events.Select(StoredForm.Of)], allowGap: false, Stop);
        _lost.Time.Advance(Limits.LeaseTime);

        Session end = (await _recovery.TakeAsync(_store, SessionSamples.Id, goesOn: true, Stop)).ShouldNotBeNull();

        end.State.ShouldBe(Session.Types.State.Cancelled);
        (await _store.FindLastSequenceAsync(SessionSamples.Id, Stop)).ShouldBe(events.Count);
        _registry.Find(SessionSamples.Id).ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await _registry.StopAsync(CancellationToken.None).Soon();
        _registry.Dispose();
        await _lost.DisposeAsync();
        _routerDies.Dispose();
        await _services.DisposeAsync();
    }

    private static SessionCommand.PathEnded End(int path) => new(
        SessionSamples.Report(SessionSamples.Attempt(path, 2), "end"), LeaP.Reasoning.Sessions.PathFinishReason.Stop, "2");

    private static async Task<List<SessionEvent>> ReadAsync(SessionRunner runner, long after)
    {
        var read = new List<SessionEvent>();
        async Task ReadAllAsync()
        {
            await foreach (SessionEvent sessionEvent in runner.Feed.ReadAsync(after, Stop))
            {
                read.Add(sessionEvent);
            }
        }

        await ReadAllAsync().Soon();
        return read;
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

    private SessionCommand.SummaryArrived Summary(int path, int round, int attempt) => new(
        SessionSamples.Report(SessionSamples.Attempt(path, attempt), $"p{path}r{round} "),
        round,
        $"summary {round} of path {path}",
        _other);

    /// <summary>Round 1 is routed, and one path has told its summary of round 2.</summary>
    private async Task RunToSecondRoundAsync()
    {
        _lost.Start();
        await _link.NextStartAsync();
        await _lost.SummarizeAsync(_link, path: 0, round: 1);
        await _lost.SummarizeAsync(_link, path: 1, round: 1);
        await _link.NextPeersAsync();
        await _lost.SummarizeAsync(_link, path: 0, round: 2);
        await _lost.SettleAsync(1);
    }

    /// <summary>The router stores what there is and is gone.</summary>
    private async Task<long> DieAsync()
    {
        SessionLease lease = (await _store.AcquireLeaseAsync(SessionSamples.Id, "lost", Stop)).ShouldNotBeNull();
        long last = _lost.Runner.Feed.NextSequence - 1;
        Task writing = WriteAsync(lease, _routerDies.Token);
        await UntilAsync(async () => await _store.FindLastSequenceAsync(SessionSamples.Id, Stop) == last);
        await _routerDies.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(writing.Soon());
        _lost.Time.Advance(Limits.LeaseTime);
        return last;
    }

    private Task WriteAsync(SessionLease lease, CancellationToken stop) => new SessionWriter(
        _lost.Runner,
        "",
        lease,
        _store,
        new RouterIdentity(),
        new StoreStatus(NullLogger<StoreStatus>.Instance),
        _storeOptions,
        _lost.Time,
        NullLogger<SessionWriter>.Instance).RunAsync(stop);
}
