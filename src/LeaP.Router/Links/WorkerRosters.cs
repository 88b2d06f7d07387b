using LeaP.Protocol.Fleet.V1;
using LeaP.Reasoning.Storage;
using LeaP.Router.Mapping;
using LeaP.Router.Options;
using LeaP.Router.Storage;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Links;

/// <summary>Tells the other routers of this one's workers, and knows of theirs. Without a shared store it does nothing.</summary>
internal sealed class WorkerRosters(
    SharedStore shared,
    RouterIdentity router,
    WorkerDirectory directory,
    StoreStatus status,
    IOptions<WorkerLinkOptions> options,
    TimeProvider time) : BackgroundService
{
    // What is told once outlives two tellings that fail.
    private const int Lives = 3;
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(1);

    /// <summary>Reads what the other routers tell.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Their workers; null when the store does not answer.</returns>
    public async Task<IReadOnlyList<Worker>?> ReadOthersAsync(CancellationToken cancellationToken)
    {
        if (shared.Rosters is not { } store)
        {
            return [];
        }

        try
        {
            IReadOnlyDictionary<string, ReadOnlyMemory<byte>> told = await store.ReadRostersAsync(cancellationToken);
            status.Succeeded();
            return [.. told.Where(roster => roster.Key != router.Id).SelectMany(roster => RosterForm.Read(roster.Value))];
        }
        catch (SessionStoreException exception)
        {
            status.Failed(exception);
            return null;
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (shared.Rosters is not { } store)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.ReportInterval, time);
        try
        {
            do
            {
                await TryAsync(() => store.PublishRosterAsync(
                    router.Id, RosterForm.Of(directory.Linked), Lives * options.Value.ReportInterval, stoppingToken));
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            using var limit = new CancellationTokenSource(FarewellLimit, time);
            await TryAsync(() => store.WithdrawRosterAsync(router.Id, limit.Token))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAsync(Func<Task> tell)
    {
        try
        {
            await tell();
            status.Succeeded();
        }
        catch (SessionStoreException exception)
        {
            status.Failed(exception);
        }
    }
}
