using System.Globalization;
using LeaP.Reasoning.Storage;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace LeaP.Storage.Redis;

/// <summary>
/// Keeps sessions in Redis: events as a stream, snapshots through the distributed cache, requests and leases as plain
/// keys. Every key expires.
/// </summary>
public sealed partial class RedisSessionStore : ISessionStore, IAsyncDisposable
{
    private static readonly RedisValue Payload = "e";

    private readonly RedisStorageOptions _options;
    private readonly RedisKeys _keys;
    private readonly RedisConnection _connection;
    private readonly RedisCache _snapshots;

    /// <summary>Makes a store; Redis is not asked before the first call.</summary>
    /// <param name="options">Where Redis is and how much is kept there.</param>
    public RedisSessionStore(IOptions<RedisStorageOptions> options)
    {
        _options = options.Value;
        _keys = new RedisKeys(_options.KeyPrefix);
        _connection = new RedisConnection(options);
        _snapshots = new RedisCache(Options.Create(new RedisCacheOptions
        {
            ConnectionMultiplexerFactory = () => _connection.GetAsync(CancellationToken.None),
            InstanceName = _options.KeyPrefix,
        }));
    }

    /// <inheritdoc />
    public TimeSpan LeaseTime => _options.LeaseTime;

    /// <inheritdoc />
    public Task<string> ClaimRequestAsync(string requestId, string sessionId, CancellationToken cancellationToken) =>
        AskAsync(
            async database =>
            {
                // Two steps, since the claim of another may run out between them.
                RedisKey key = _keys.Request(requestId);
                while (true)
                {
                    if (await database.StringSetAsync(key, sessionId, _options.Retention, when: When.NotExists))
                    {
                        return sessionId;
                    }

                    string? known = await database.StringGetAsync(key);
                    if (known is not null)
                    {
                        return known;
                    }
                }
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<string?> FindRequestAsync(string requestId, CancellationToken cancellationToken) =>
        AskAsync(
            async database => (string?)await database.StringGetAsync(_keys.Request(requestId)),
            cancellationToken);

    /// <inheritdoc />
    public Task ForgetRequestAsync(string requestId, string sessionId, CancellationToken cancellationToken) =>
        RunAsync(RedisScripts.Forget, [_keys.Request(requestId)], [sessionId], cancellationToken);

    /// <inheritdoc />
    public async Task<SessionLease?> AcquireLeaseAsync(
        string sessionId,
        string owner,
        CancellationToken cancellationToken)
    {
        long token = await RunAsync(
            RedisScripts.Acquire,
            [_keys.Holder(sessionId), _keys.Lease(sessionId)],
            [owner, Milliseconds(_options.LeaseTime), Milliseconds(_options.Retention)],
            cancellationToken);
        return token == 0 ? null : new SessionLease(sessionId, owner, token);
    }

    /// <inheritdoc />
    public async Task RenewLeaseAsync(SessionLease lease, CancellationToken cancellationToken) =>
        Require(lease, await RunAsync(
            RedisScripts.Renew,
            [_keys.Holder(lease.SessionId), _keys.Lease(lease.SessionId), _keys.Events(lease.SessionId)],
            Terms(lease),
            cancellationToken) > 0);

    /// <inheritdoc />
    public Task<string?> FindOwnerAsync(string sessionId, CancellationToken cancellationToken) =>
        AskAsync(async database => (string?)await database.StringGetAsync(_keys.Lease(sessionId)), cancellationToken);

    /// <inheritdoc />
    public async Task<long> AppendEventsAsync(
        SessionLease lease,
        IReadOnlyList<StoredEvent> events,
        bool allowGap,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(events.Count);
        long last = await RunAsync(
            RedisScripts.Append,
            [_keys.Holder(lease.SessionId), _keys.Lease(lease.SessionId), _keys.Events(lease.SessionId)],
            [
                .. Terms(lease),
                _options.MaxEvents,
                allowGap,
                .. events.SelectMany(stored => new RedisValue[] { stored.Sequence, stored.Payload }),
            ],
            cancellationToken);
        Require(lease, last >= 0);
        return last;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredEvent>> ReadEventsAsync(
        string sessionId,
        long after,
        int limit,
        CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyList<StoredEvent>>(
            async database =>
            {
                StreamEntry[] entries = await database.StreamRangeAsync(
                    _keys.Events(sessionId),
                    string.Create(CultureInfo.InvariantCulture, $"{after + 1}-0"),
                    count: limit);
                return [.. entries.Select(entry => new StoredEvent(SequenceOf(entry), entry[Payload]))];
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<long> FindLastSequenceAsync(string sessionId, CancellationToken cancellationToken) =>
        AskAsync(
            async database =>
            {
                StreamEntry[] newest = await database.StreamRangeAsync(
                    _keys.Events(sessionId), count: 1, messageOrder: Order.Descending);
                return newest.Length == 0 ? 0 : SequenceOf(newest[0]);
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task SaveSnapshotAsync(
        SessionLease lease,
        ReadOnlyMemory<byte> snapshot,
        CancellationToken cancellationToken)
    {
        string name = RedisKeys.SnapshotName(lease);
        var life = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = _options.Retention };
        await GuardAsync(
            async () =>
            {
                await _snapshots.SetAsync(name, snapshot.ToArray(), life, cancellationToken);
                return true;
            },
            cancellationToken);
        Require(lease, await RunAsync(
            RedisScripts.Publish,
            [_keys.Holder(lease.SessionId), _keys.Lease(lease.SessionId), _keys.Newest(lease.SessionId)],
            [.. Terms(lease), name],
            cancellationToken) > 0);
    }

    /// <inheritdoc />
    public Task<ReadOnlyMemory<byte>?> LoadSnapshotAsync(string sessionId, CancellationToken cancellationToken) =>
        AskAsync<ReadOnlyMemory<byte>?>(
            async database =>
            {
                string? name = await database.StringGetAsync(_keys.Newest(sessionId));
                return name is not null && await _snapshots.GetAsync(name, cancellationToken) is { } snapshot
                    ? snapshot
                    : (ReadOnlyMemory<byte>?)null;
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task CloseAsync(
        SessionLease lease,
        string requestId,
        TimeSpan keepFor,
        CancellationToken cancellationToken)
    {
        string session = lease.SessionId;
        Require(lease, await RunAsync(
            RedisScripts.Close,
            [
                _keys.Holder(session), _keys.Lease(session), _keys.Events(session), _keys.Newest(session),
                _keys.Snapshot(lease),
            ],
            [lease.Token, lease.Owner, Milliseconds(keepFor)],
            cancellationToken) > 0);
        if (requestId.Length > 0)
        {
            await AskAsync(
                async database => await database.StringGetAsync(_keys.Request(requestId)) == session
                    && await database.KeyExpireAsync(_keys.Request(requestId), keepFor),
                cancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _snapshots.Dispose();
        await _connection.DisposeAsync();
    }

    private static void Require(SessionLease lease, bool isHeld)
    {
        if (!isHeld)
        {
            throw new LeaseLostException(lease);
        }
    }

    private static long SequenceOf(StreamEntry entry) =>
        long.Parse(entry.Id.ToString().Split('-')[0], CultureInfo.InvariantCulture);

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    private RedisValue[] Terms(SessionLease lease) =>
        [lease.Token, lease.Owner, Milliseconds(_options.LeaseTime), Milliseconds(_options.Retention)];

    private Task<long> RunAsync(
        string script,
        RedisKey[] keys,
        RedisValue[] values,
        CancellationToken cancellationToken) =>
        AskAsync(
            async database => (long)await database.ScriptEvaluateAsync(script, keys, values),
            cancellationToken);

    private Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask, CancellationToken cancellationToken) =>
        GuardAsync(
            async () =>
            {
                IConnectionMultiplexer connection = await _connection.GetAsync(cancellationToken);
                return await ask(connection.GetDatabase());
            },
            cancellationToken);

    private async Task<T> GuardAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or RedisTimeoutException or IOException)
        {
            // What the client library says names hosts and states of its own; that belongs into the log alone.
            throw new SessionStoreException($"Redis at {_options.Endpoints} does not answer as it should.", exception);
        }
    }
}
