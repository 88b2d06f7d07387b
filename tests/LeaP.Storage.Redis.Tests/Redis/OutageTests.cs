using LeaP.Reasoning.Storage;
using LeaP.TestKit;

namespace LeaP.Storage.Redis.Tests.Redis;

public sealed class OutageTests : IAsyncLifetime
{
    private RedisServer _server = null!;
    private RedisSessionStore _store = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync();
        _store = Stores.Create(_server.Endpoint, options => options.ConnectTimeLimit = TimeSpan.FromSeconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Every_call_says_so_when_Redis_is_away()
    {
        SessionLease lease = (await _store.AcquireLeaseAsync("s", "router", Stop))!;
        await _server.KillAsync();

        Task[] calls =
        [
            _store.ClaimRequestAsync("r", "s", Stop),
            _store.FindRequestAsync("r", Stop),
            _store.AcquireLeaseAsync("s", "router", Stop),
            _store.RenewLeaseAsync(lease, Stop),
            _store.FindOwnerAsync("s", Stop),
            _store.AppendEventsAsync(lease, [new StoredEvent(1, "e"u8.ToArray())], false, Stop),
            _store.ReadEventsAsync("s", 0, 1, Stop),
            _store.SaveSnapshotAsync(lease, "s"u8.ToArray(), Stop),
            _store.LoadSnapshotAsync("s", Stop),
            _store.CloseAsync(lease, "r", TimeSpan.Zero, Stop),
        ];

        foreach (Task call in calls)
        {
            (await Should.ThrowAsync<SessionStoreException>(call.DefaultTimeout())).Message.ShouldContain(_server.Endpoint);
        }
    }

    [Fact]
    public async Task A_store_that_starts_before_Redis_works_once_Redis_is_there()
    {
        await _server.KillAsync();
        await Should.ThrowAsync<SessionStoreException>(_store.ClaimRequestAsync("r", "s", Stop).DefaultTimeout());

        await _server.StartAgainAsync();

        await Stores.UntilAsync(() => WorksAsync(async () => await _store.ClaimRequestAsync("r", "s", Stop)));
        (await _store.FindRequestAsync("r", Stop)).ShouldBe("s");
    }

    [Fact]
    public async Task A_Redis_that_comes_back_empty_knows_no_lease_and_gives_a_new_one()
    {
        SessionLease lease = (await _store.AcquireLeaseAsync("s", "router", Stop))!;
        StoredEvent[] events = [new(1, "one"u8.ToArray()), new(2, "two"u8.ToArray())];
        await _store.AppendEventsAsync(lease, events, false, Stop);
        await _server.KillAsync();
        await _server.StartAgainAsync();
        await Stores.UntilAsync(() => WorksAsync(async () => await _store.FindOwnerAsync("s", Stop)));

        await Should.ThrowAsync<LeaseLostException>(_store.AppendEventsAsync(lease, events, false, Stop));

        SessionLease again = (await _store.AcquireLeaseAsync("s", "router", Stop))!;
        (await _store.AppendEventsAsync(again, events, false, Stop)).ShouldBe(2);
    }

    private static async Task<bool> WorksAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (SessionStoreException)
        {
            return false;
        }
    }
}
