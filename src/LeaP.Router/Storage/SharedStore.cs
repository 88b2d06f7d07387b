using LeaP.Reasoning.Storage;
using LeaP.Router.Options;
using LeaP.Storage.Redis;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Storage;

/// <summary>The store that outlives this router, where the settings name one.</summary>
internal sealed class SharedStore : IAsyncDisposable
{
    private readonly RedisSessionStore? _own;

    /// <summary>Makes the store that the settings name.</summary>
    /// <param name="router">Names the store.</param>
    /// <param name="redis">Where Redis is.</param>
    public SharedStore(IOptions<RouterOptions> router, IOptions<RedisStorageOptions> redis)
    {
        _own = router.Value.Store == StoreNames.Redis ? new RedisSessionStore(redis) : null;
        Store = _own;
    }

    /// <summary>Takes a store that somebody else owns.</summary>
    /// <param name="store">The store.</param>
    public SharedStore(ISessionStore store) => Store = store;

    /// <summary>The store; null when sessions end with this process.</summary>
    public ISessionStore? Store { get; }

    /// <summary>Where routers tell each other of their workers; null when there is no store.</summary>
    public IRosterStore? Rosters => Store as IRosterStore;

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
