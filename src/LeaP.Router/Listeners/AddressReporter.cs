using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LeaP.Router.Listeners;

/// <summary>Fills <see cref="RouterAddresses"/> once the ports are open.</summary>
internal sealed partial class AddressReporter(
    IServer server,
    RouterAddresses addresses,
    IHostApplicationLifetime lifetime,
    ILogger<AddressReporter> logger) : IHostedLifecycleService
{
    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Report);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Report()
    {
        string[] open = [.. server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []];
        addresses.Clients = new Uri(open[0]);
        addresses.Links = new Uri(open[1]);
        addresses.Probes = new Uri(open[2]);
        LogListening(addresses.Clients, addresses.Links, addresses.Probes);
    }

    [LoggerMessage(EventId = 4001, EventName = "RouterListening", Level = LogLevel.Information,
        Message = "Clients at {Clients}, workers at {Links}, probes at {Probes}.")]
    private partial void LogListening(Uri clients, Uri links, Uri probes);
}
