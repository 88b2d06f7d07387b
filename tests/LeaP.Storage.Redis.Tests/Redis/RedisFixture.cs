using LeaP.TestKit;

namespace LeaP.Storage.Redis.Tests.Redis;

/// <summary>A redis-server that the tests of one class share.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    public RedisServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await RedisServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
