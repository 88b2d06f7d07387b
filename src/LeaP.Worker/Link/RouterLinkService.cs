using Grpc.Core;
using Grpc.Net.Client;
using LeaP.Protocol;
using LeaP.Protocol.Link.V1;
using LeaP.Reasoning.Randomness;
using LeaP.Worker.Models;
using LeaP.Worker.Options;
using LeaP.Worker.Paths;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeaP.Worker.Link;

/// <summary>Keeps the worker linked to its router: dials, and dials again when the link ends.</summary>
internal sealed partial class RouterLinkService(
    ModelHost models,
    PathTable paths,
    IOptions<WorkerOptions> options,
    WorkerExit exit,
    LinkStatus status,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    private readonly ILogger<RouterLinkService> _logger = loggers.CreateLogger<RouterLinkService>();
    private readonly Guid _instanceId = Guid.NewGuid();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        WorkerOptions settings = options.Value;
        var random = new SeededRandom(SeedDerivation.Derive((ulong)time.GetTimestamp(), _instanceId.ToString()));
        var delay = new RedialDelay(settings.RedialMin, settings.RedialMax, random);
        using GrpcChannel channel = GrpcChannel.ForAddress(settings.RouterAddress, new GrpcChannelOptions
        {
            MaxReceiveMessageSize = LinkProtocol.MaxMessageBytes,
            MaxSendMessageSize = LinkProtocol.MaxMessageBytes,
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = settings.HelloTimeLimit,
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = TimeSpan.FromSeconds(20),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            },
            DisposeHttpClient = true,
        });
        var client = new WorkerLinkService.WorkerLinkServiceClient(channel);
        while (!stoppingToken.IsCancellationRequested)
        {
            var link = new RouterLink(
                client, models.Model, paths, settings, _instanceId, time, loggers.CreateLogger<RouterLink>())
            {
                Status = status,
            };
            if (!await RunLinkAsync(link, stoppingToken))
            {
                lifetime.StopApplication();
                return;
            }

            if (link.Accepted)
            {
                delay.Reset();
            }

            await PauseAsync(delay.Next(), stoppingToken);
        }
    }

    /// <summary>Runs one link to its end. False when the worker must not dial again.</summary>
    private async Task<bool> RunLinkAsync(RouterLink link, CancellationToken stoppingToken)
    {
        try
        {
            await link.RunAsync(stoppingToken);
            return !link.DrainRequested;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return true;
        }
        catch (RpcException exception) when (LinkRefusals.IsFinal(exception))
        {
            LogRefused(options.Value.RouterAddress, exception.Status.Detail);
            exit.Code = 1;
            return false;
        }
        catch (RpcException exception)
        {
            LogLost(options.Value.RouterAddress, exception.StatusCode.ToString(), exception.Status.Detail);
            return true;
        }
        catch (IOException exception)
        {
            // A message that is being written sees the connection end before the call does.
            LogLost(options.Value.RouterAddress, nameof(StatusCode.Unavailable), exception.Message);
            return true;
        }
        catch (FormatException exception)
        {
            LogLost(options.Value.RouterAddress, nameof(StatusCode.InvalidArgument), exception.Message);
            return true;
        }
        catch (TimeoutException exception)
        {
            LogLost(options.Value.RouterAddress, nameof(StatusCode.DeadlineExceeded), exception.Message);
            return true;
        }
    }

    private async Task PauseAsync(TimeSpan delay, CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(delay, time, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The worker stops.
        }
    }

    [LoggerMessage(EventId = 5301, EventName = "LinkRefused", Level = LogLevel.Critical,
        Message = "The router at {Address} refused this worker: {Detail}")]
    private partial void LogRefused(string address, string detail);

    [LoggerMessage(EventId = 5302, EventName = "LinkLost", Level = LogLevel.Warning,
        Message = "No link to the router at {Address}: {Status}: {Detail}")]
    private partial void LogLost(string address, string status, string detail);
}
