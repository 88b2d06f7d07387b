using Grpc.Core;
using LeaP.Hosting.Files;
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
    RouterDialer dialer,
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
        using var routers = new RouterChannels(settings.RouterAddress, dialer);
        var memory = new LinkMemory(time);
        while (!stoppingToken.IsCancellationRequested)
        {
            var link = new RouterLink(
                routers.NewClient(),
                routers.Address,
                memory,
                models.Model,
                paths,
                settings,
                _instanceId,
                time,
                loggers.CreateLogger<RouterLink>())
            {
                Status = status,
            };
            if (!await RunLinkAsync(link, routers, stoppingToken))
            {
                lifetime.StopApplication();
                break;
            }

            if (link.Accepted)
            {
                delay.Reset();
            }

            if (memory.HeldTooLong(settings.HoldTime))
            {
                LogNotHeld(paths.Count, settings.HoldTime);
                await DropAsync(memory);
            }

            await PauseAsync(delay.Next(), stoppingToken);
        }

        await DropAsync(memory);
    }

    private async Task DropAsync(LinkMemory memory)
    {
        memory.Forget();
        memory.Reports.GiveUp();
        await paths.CancelAllAsync(CancellationToken.None);
    }

    /// <summary>Runs one link to its end. False when the worker must not dial again.</summary>
    private async Task<bool> RunLinkAsync(RouterLink link, RouterChannels routers, CancellationToken stoppingToken)
    {
        string address = routers.Address;
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
            LogRefused(address, exception.Status.Detail);
            exit.Code = 1;
            return false;
        }
        catch (RpcException exception)
        {
            LogLost(address, exception.StatusCode.ToString(), exception.Status.Detail);
            if (!link.Accepted || LinkRefusals.IsFromRouter(exception))
            {
                routers.Advance();
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // The connection broke while a message was written, and no status came.
            LogLost(address, nameof(StatusCode.Unavailable), exception.Message);
            return true;
        }
        catch (FormatException exception)
        {
            LogLost(address, nameof(StatusCode.InvalidArgument), exception.Message);
            return true;
        }
        catch (CredentialFileException exception)
        {
            LogLost(address, nameof(StatusCode.Unauthenticated), exception.Message);
            return true;
        }
        catch (TimeoutException exception)
        {
            LogLost(address, nameof(StatusCode.DeadlineExceeded), exception.Message);
            if (!link.Accepted)
            {
                routers.Advance();
            }

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

    [LoggerMessage(EventId = 5303, EventName = "PathsNotHeld", Level = LogLevel.Warning,
        Message = "{Count} paths were held for longer than {HoldTime} and are stopped; the router has moved them.")]
    private partial void LogNotHeld(int count, TimeSpan holdTime);
}
