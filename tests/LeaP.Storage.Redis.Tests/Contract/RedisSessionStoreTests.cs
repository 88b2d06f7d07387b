using LeaP.Reasoning.Storage;
using LeaP.Storage.Redis.Tests.Redis;

namespace LeaP.Storage.Redis.Tests.Contract;

public sealed class RedisSessionStoreTests(RedisFixture redis)
    : SessionStoreContract, IClassFixture<RedisFixture>, IAsyncDisposable
{
    private readonly List<RedisSessionStore> _stores = [];

    public async ValueTask DisposeAsync()
    {
        foreach (RedisSessionStore store in _stores)
        {
            await store.DisposeAsync();
        }
    }

    protected override Task<ISessionStore> CreateAsync(SessionStoreLimits limits)
    {
        RedisSessionStore store = Stores.Create(redis.Server.Endpoint, options =>
        {
            options.LeaseTime = limits.LeaseTime;
            options.Retention = limits.Retention;
            options.MaxEvents = limits.MaxEvents;
        });
        _stores.Add(store);
        return Task.FromResult<ISessionStore>(store);
    }

    protected override Task UntilAsync(Func<Task<bool>> condition) => Stores.UntilAsync(condition);
}
