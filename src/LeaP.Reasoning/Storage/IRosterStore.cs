namespace LeaP.Reasoning.Storage;

/// <summary>
/// Keeps what each router tells of its workers, for the other routers. It is bytes to the store and runs out by itself. Every
/// call may throw <see cref="SessionStoreException"/> when the store does not answer, and
/// <see cref="OperationCanceledException"/>.
/// </summary>
public interface IRosterStore
{
    /// <summary>Tells of a router's workers, in the place of what it told before.</summary>
    /// <param name="router">The router.</param>
    /// <param name="roster">What it tells.</param>
    /// <param name="life">How long that is kept; more than 0.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task PublishRosterAsync(string router, ReadOnlyMemory<byte> roster, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Takes back what a router told.</summary>
    /// <param name="router">The router.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WithdrawRosterAsync(string router, CancellationToken cancellationToken);

    /// <summary>Reads what routers told and what has not run out.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was told, by router.</returns>
    Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ReadRostersAsync(CancellationToken cancellationToken);
}
