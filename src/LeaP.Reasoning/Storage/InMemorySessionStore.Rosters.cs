namespace LeaP.Reasoning.Storage;

/// <content>What routers tell of their workers.</content>
public sealed partial class InMemorySessionStore : IRosterStore
{
    private readonly Dictionary<string, (ReadOnlyMemory<byte> Roster, DateTimeOffset KeptUntil)> _rosters =
        new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Task PublishRosterAsync(
        string router,
        ReadOnlyMemory<byte> roster,
        TimeSpan life,
        CancellationToken cancellationToken) =>
        InTurn(now => _rosters[router] = (roster.ToArray(), now + life), cancellationToken);

    /// <inheritdoc />
    public Task WithdrawRosterAsync(string router, CancellationToken cancellationToken) =>
        InTurn(_ => _rosters.Remove(router), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ReadRostersAsync(CancellationToken cancellationToken) =>
        InTurn<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>>(
            now =>
            {
                foreach (string router in _rosters.Where(e => e.Value.KeptUntil <= now).Select(e => e.Key).ToArray())
                {
                    _rosters.Remove(router);
                }

                return _rosters.ToDictionary(e => e.Key, e => e.Value.Roster, StringComparer.Ordinal);
            },
            cancellationToken);
}
