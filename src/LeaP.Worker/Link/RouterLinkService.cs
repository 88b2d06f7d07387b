using LeaP.Worker.Models;
using LeaP.Worker.Options;
using LeaP.Worker.Paths;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeaP.Worker.Link;

/// <summary>Keeps the worker linked: to one of its routers at a time, or to each with a share of its slots.</summary>
internal sealed class RouterLinkService(
    ModelHost models,
    PathTables tables,
    RouterDialer dialer,
    IOptions<WorkerOptions> options,
    WorkerExit exit,
    LinkStatus status,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    private readonly Guid _instanceId = Guid.NewGuid();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string[] routers = options.Value.Links == WorkerLinks.Each
            ? RouterChannels.Split(options.Value.RouterAddress)
            : [options.Value.RouterAddress];
        IReadOnlyList<PathTable> paths = tables.Make(routers.Length);
        var drain = new DrainOrder();
        await Task.WhenAll(routers.Select((addresses, index) => KeepAsync(
            addresses, Share(index, routers.Length), paths[index], drain, stoppingToken)));

        // They end before the worker stops when a router asked the worker to leave.
        lifetime.StopApplication();
    }

    private async Task KeepAsync(string addresses, int slots, PathTable paths, DrainOrder drain, CancellationToken stop)
    {
        using var channels = new RouterChannels(addresses, dialer);
        var offer = new LinkTerms(options.Value, _instanceId, models.Model, slots);
        try
        {
            await new LinkKeeper(channels, offer, paths, drain, status, exit, lifetime, time, loggers).RunAsync(stop);
        }
        catch
        {
            // The other routers' links would hide that one is no longer kept.
            lifetime.StopApplication();
            throw;
        }
    }

    /// <summary>Slots of one of several routers; the first ones get what cannot be divided.</summary>
    private int Share(int index, int routers)
    {
        int slots = models.Model.Engine.Model.SlotCount;
        return (slots / routers) + (index < slots % routers ? 1 : 0);
    }
}
