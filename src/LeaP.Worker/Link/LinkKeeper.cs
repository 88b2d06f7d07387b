using Grpc.Core;
using LeaP.Hosting.Files;
using LeaP.Reasoning.Randomness;
using LeaP.Worker.Options;
using LeaP.Worker.Paths;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LeaP.Worker.Link;

/// <summary>Keeps the worker linked to one router at a time: dials, and dials again when the link ends.</summary>
/// <param name="routers">The routers to choose from.</param>
/// <param name="offer">What they are offered.</param>
/// <param name="paths">Their paths.</param>
/// <param name="drain">Orders to leave, of these routers and others.</param>
/// <param name="status">Told of links.</param>
/// <param name="exit">Told when a router refuses the worker for good.</param>
/// <param name="lifetime">The worker, which ends then.</param>
/// <param name="time">The clock.</param>
/// <param name="loggers">Make logs.</param>
internal sealed partial class LinkKeeper(
    RouterChannels routers,
    LinkTerms offer,
    PathTable paths,
    DrainOrder drain,
    LinkStatus status,
    WorkerExit exit,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILoggerFactory loggers)
{
    private readonly ILogger<LinkKeeper> _logger = loggers.CreateLogger<LinkKeeper>();

    /// <summary>Runs until the worker is to end.</summary>
    /// <param name="stop">Drains and leaves: the worker stops.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        WorkerOptions settings = offer.Options;
        var random = new SeededRandom(SeedDerivation.Derive((ulong)time.GetTimestamp(), $"{offer.InstanceId} {routers.Address}"));
        var delay = new RedialDelay(settings.RedialMin, settings.RedialMax, random);
        var memory = new LinkMemory(time);
        while (!stop.IsCancellationRequested && !drain.IsGiven)
        {
            var link = new RouterLink(
                routers.NewClient(), routers.Address, memory, offer, paths, drain, time, loggers.CreateLogger<RouterLink>())
            {
                Status = status,
            };
            if (!await RunLinkAsync(link, stop))
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

            await PauseAsync(delay.Next(), stop);
        }

        await DropAsync(memory);
    }

    private async Task DropAsync(LinkMemory memory)
    {
        memory.Forget();
        memory.Reports.GiveUp();
        await paths.CancelAllAsync(CancellationToken.None);
    }

    /// <summary>Runs one link to its end. False when the router refused the worker for good.</summary>
    private async Task<bool> RunLinkAsync(RouterLink link, CancellationToken stop)
    {
        string address = routers.Address;
        try
        {
            await link.RunAsync(stop);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
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

    private async Task PauseAsync(TimeSpan delay, CancellationToken stop)
    {
        try
        {
            await drain.Grace.WaitAsync(delay, time, stop);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // The time to dial again has come, or the worker stops.
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
