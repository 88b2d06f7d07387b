using System.Globalization;
using Grpc.Core;
using LeaP.Cli.Commands;
using LeaP.Cli.Connections;
using LeaP.Cli.Errors;
using LeaP.EmbeddedModel;
using LeaP.Protocol.Fleet.V1;
using LeaP.Router;
using LeaP.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LeaP.Cli.Embedded;

/// <summary>A router and workers in this process, on loopback ports that the system chooses.</summary>
internal sealed class EmbeddedCluster : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private readonly EmbeddedClusterOptions _options;
    private readonly TimeProvider _time;
    private readonly List<IHost> _workers = [];
    private readonly WebApplication _router;
    private RouterConnection? _connection;
    private RouterChannel? _channel;

    private EmbeddedCluster(EmbeddedClusterOptions options, WebApplication router, TimeProvider time)
    {
        _options = options;
        _router = router;
        _time = time;
    }

    /// <summary>A connection to the router; closing it stops the cluster.</summary>
    public RouterConnection Connection => _connection
        ?? throw new InvalidOperationException("The cluster has not started.");

    /// <summary>Starts the router, then the workers, and waits until each is linked.</summary>
    /// <param name="options">What to start.</param>
    /// <param name="errors">Where the programs' errors go.</param>
    /// <param name="time">Bounds the start.</param>
    /// <param name="progress">Told, in a sentence, what is being waited for.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="CommandFailedException">They did not start in time.</exception>
    public static async Task<EmbeddedCluster> StartAsync(
        EmbeddedClusterOptions options,
        TextWriter errors,
        TimeProvider time,
        Action<string> progress,
        CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.StartLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        WebApplication router = RouterApplication.Build(RouterArguments(), builder =>
        {
            Quieten(builder.Logging, "router", errors);
            builder.Services.AddSingleton<IHostLifetime, EmbeddedHostLifetime>();
        });
        var cluster = new EmbeddedCluster(options, router, time);
        try
        {
            await cluster.StartAsync(errors, progress, stop.Token);
            return cluster;
        }
        catch (Exception exception)
        {
            await cluster.DisposeAsync();
            throw exception switch
            {
                OperationCanceledException when !cancellationToken.IsCancellationRequested => new CommandFailedException(
                    ExitCodes.Unavailable,
                    $"The embedded router and workers were not ready within {options.StartLimit.TotalSeconds:0} s.",
                    exception),
                RpcException when cancellationToken.IsCancellationRequested =>
                    new OperationCanceledException("The start was interrupted.", exception, cancellationToken),
                OperationCanceledException or CommandFailedException => exception,
                _ => new CommandFailedException(
                    ExitCodes.Unavailable, $"The embedded router and workers could not start: {exception.Message}", exception),
            };
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(_options.StopLimit, _time);
        if (_channel is not null)
        {
            await _channel.DisposeAsync();
        }

        await Task.WhenAll(_workers.Select(worker => StopAsync(worker, limit.Token)));
        await StopAsync(_router, limit.Token);
    }

    private static async Task StopAsync(IHost host, CancellationToken limit)
    {
        try
        {
            await host.StopAsync(limit);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // Disposing ends what did not stop in time.
        }
        finally
        {
            await (host is IAsyncDisposable disposable ? disposable.DisposeAsync() : default);
        }
    }

    private static void Quieten(ILoggingBuilder logging, string program, TextWriter errors)
    {
        logging.ClearProviders();
        logging.AddProvider(new ErrorLogProvider(program, errors));
    }

    // The folder of the program, not the user's: settings files that happen to lie there are not meant for this.
    private static string[] RouterArguments() =>
    [
        "--contentRoot", AppContext.BaseDirectory,
        "--Router:Access:Anonymous", "true",
        "--Router:ListenAddress", "127.0.0.1",
        "--Router:ClientPort", "0",
        "--Router:LinkPort", "0",
        "--Router:ProbePort", "0",
        "--Telemetry:Metrics", "false",
    ];

    private async Task StartAsync(TextWriter errors, Action<string> progress, CancellationToken cancellationToken)
    {
        progress("starting the embedded router");
        await _router.StartAsync(cancellationToken);
        RouterAddresses addresses = _router.Services.GetRequiredService<RouterAddresses>();

        progress($"loading {_options.ModelId} on {_options.Workers} embedded workers");
        for (int i = 1; i <= _options.Workers; i++)
        {
            IHost worker = BuildWorker(addresses.Links, string.Create(CultureInfo.InvariantCulture, $"w{i}"), errors);
            _workers.Add(worker);
            await worker.StartAsync(cancellationToken);
        }

        var channel = RouterChannel.Create(addresses.Clients, new CredentialFiles());
        _channel = new RouterChannel(channel);
        var connection = new RouterConnection(channel.CreateCallInvoker(), this);
        await WaitForLinksAsync(connection.Fleet, cancellationToken);
        _connection = connection;
        progress("ready");
    }

    private IHost BuildWorker(Uri links, string id, TextWriter errors)
    {
        string[] arguments =
        [
            "--contentRoot", AppContext.BaseDirectory,
            "--Worker:RouterAddress", links.ToString(),
            "--Telemetry:Metrics", "false",
            "--Worker:Id", id,
            "--Worker:Model:Id", _options.ModelId,
            "--Worker:Model:Engine", _options.Engine,
            "--Worker:Model:Folder", EmbeddedModelFolder.Path,

            // Two workers share this machine; threads of one run would wait for each other more than they help.
            "--Worker:Model:Threads", "1",
            "--Worker:Model:Slots", _options.Slots.ToString(CultureInfo.InvariantCulture),
        ];
        return WorkerApplication.Build(arguments, builder =>
        {
            Quieten(builder.Logging, id, errors);
            builder.Services.AddSingleton<IHostLifetime, EmbeddedHostLifetime>();
        });
    }

    private async Task WaitForLinksAsync(FleetService.FleetServiceClient fleet, CancellationToken cancellationToken)
    {
        while (true)
        {
            ListWorkersResponse linked = await fleet.ListWorkersAsync(
                new ListWorkersRequest { ModelId = _options.ModelId },
                cancellationToken: cancellationToken);
            if (linked.Workers.Count(worker => worker.State == WorkerState.Active) >= _options.Workers)
            {
                return;
            }

            if (_workers.Any(worker => worker.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested))
            {
                throw new CommandFailedException(ExitCodes.Unavailable, "An embedded worker stopped while it was starting.");
            }

            await Task.Delay(PollInterval, _time, cancellationToken);
        }
    }
}
