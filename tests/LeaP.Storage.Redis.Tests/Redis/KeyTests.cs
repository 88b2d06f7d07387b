using LeaP.Reasoning.Storage;
using StackExchange.Redis;

namespace LeaP.Storage.Redis.Tests.Redis;

public sealed class KeyTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_key_has_the_prefix_and_expires()
    {
        await using RedisSessionStore store = Stores.Create(redis.Server.Endpoint, o => o.KeyPrefix = "one:");
        await WriteAsync(store, "only");
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(redis.Server.Endpoint);

        RedisKey[] keys = [.. connection.GetServer(redis.Server.Endpoint).Keys(pattern: "*only*")];

        keys.Length.ShouldBe(5);
        foreach (RedisKey key in keys)
        {
            ((string)key!).ShouldStartWith("one:");
            (await connection.GetDatabase().KeyTimeToLiveAsync(key)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Routers_that_never_come_back_leave_nothing()
    {
        await using RedisSessionStore store = Stores.Create(redis.Server.Endpoint, o => o.KeyPrefix = "lives:");
        await using ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(redis.Server.Endpoint);
        for (int life = 0; life < 20; life++)
        {
            await store.PublishRosterAsync($"router-{life}", "roster"u8.ToArray(), TimeSpan.FromMilliseconds(1 + life), Stop);
        }

        await Stores.UntilAsync(async () => (await store.ReadRostersAsync(Stop)).Count == 0);
        await Stores.UntilAsync(() => Task.FromResult(!connection.GetServer(redis.Server.Endpoint).Keys(pattern: "lives:*").Any()));
    }

    [Fact]
    public async Task Installations_with_different_prefixes_do_not_meet()
    {
        await using RedisSessionStore one = Stores.Create(redis.Server.Endpoint, o => o.KeyPrefix = "a:");
        await using RedisSessionStore other = Stores.Create(redis.Server.Endpoint, o => o.KeyPrefix = "b:");
        await WriteAsync(one, "s1");

        (await other.FindRequestAsync("r", Stop)).ShouldBeNull();
        (await other.LoadSnapshotAsync("s1", Stop)).ShouldBeNull();
        (await other.AcquireLeaseAsync("s1", "another", Stop)).ShouldNotBeNull().Token.ShouldBe(1);
    }

    private static async Task WriteAsync(RedisSessionStore store, string session)
    {
        SessionLease lease = (await store.AcquireLeaseAsync(session, "router", Stop))!;
        await store.ClaimRequestAsync("r", session, Stop);
        await store.AppendEventsAsync(lease, [new StoredEvent(1, "e"u8.ToArray())], false, Stop);
        await store.SaveSnapshotAsync(lease, "snapshot"u8.ToArray(), Stop);
    }
}
