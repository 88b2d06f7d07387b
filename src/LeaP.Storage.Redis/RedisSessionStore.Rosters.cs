using LeaP.Reasoning.Storage;
using StackExchange.Redis;

namespace LeaP.Storage.Redis;

/// <content>What routers tell of their workers: a string each, and a sorted set of who told, by when it runs out.</content>
public sealed partial class RedisSessionStore : IRosterStore
{
    /// <inheritdoc />
    public Task PublishRosterAsync(
        string router,
        ReadOnlyMemory<byte> roster,
        TimeSpan life,
        CancellationToken cancellationToken) =>
        RunAsync(
            RedisScripts.Tell,
            [_keys.Roster(router), _keys.Rosters],
            [roster, Milliseconds(life), router],
            cancellationToken);

    /// <inheritdoc />
    public Task WithdrawRosterAsync(string router, CancellationToken cancellationToken) =>
        AskAsync(
            async database => await database.KeyDeleteAsync(_keys.Roster(router))
                | await database.SortedSetRemoveAsync(_keys.Rosters, router),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ReadRostersAsync(CancellationToken cancellationToken) =>
        AskAsync<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>(
            async database =>
            {
                string[] routers = [.. (await database.SortedSetRangeByRankAsync(_keys.Rosters)).Select(name => name.ToString())];
                RedisValue[] told = await database.StringGetAsync([.. routers.Select(_keys.Roster)]);

                // Who told lately and is not there has run out; the next one who tells takes the name away.
                return routers.Zip(told)
                    .Where(pair => !pair.Second.IsNull)
                    .ToDictionary(pair => pair.First, pair => (ReadOnlyMemory<byte>)pair.Second, StringComparer.Ordinal);
            },
            cancellationToken);
}
