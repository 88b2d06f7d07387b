using LeaP.Router.Options;
using LeaP.Router.Sessions;
using LeaP.Router.Storage;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Shutdown;

/// <summary>
/// How the router comes to its end: once it is told to stop it takes no new sessions; those it runs get the drain
/// grace, unless another router goes on with them; then calls and links end.
/// </summary>
internal sealed partial class RouterShutdown(
    SessionRegistry registry,
    SessionArchive archive,
    IOptions<ReasoningOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<RouterShutdown> logger) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan LastEventsLimit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource? _closed;
    private int _streams;

    /// <summary>True once the router was told to stop.</summary>
    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Raised when calls and links must end.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Notes a client that follows a session, so that it gets the last events.</summary>
    /// <returns>Disposed when its stream is over.</returns>
    public IDisposable OpenStream()
    {
        lock (_gate)
        {
            _streams++;
        }

        return new Stream(this);
    }

    /// <inheritdoc />
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // The host does this behind the wait when it was not a signal that stopped it.
        lifetime.StopApplication();
        TimeSpan grace = archive.HandsOver ? TimeSpan.Zero : options.Value.DrainGrace;
        int running = registry.RunningCount;
        if (running > 0 && grace > TimeSpan.Zero)
        {
            LogDraining(running, grace);
            await WaitAsync(grace, cancellationToken);
        }

        await _ending.CancelAsync();
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => _ending.Dispose();

    private async Task WaitAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        try
        {
            await registry.WaitAllAsync().WaitAsync(grace, time, cancellationToken);
            await AllClosed().WaitAsync(LastEventsLimit, time, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            LogGraceOver(registry.RunningCount);
        }
    }

    private Task AllClosed()
    {
        lock (_gate)
        {
            _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_streams == 0)
            {
                _closed.TrySetResult();
            }

            return _closed.Task;
        }
    }

    private void CloseStream()
    {
        lock (_gate)
        {
            if (--_streams == 0)
            {
                _closed?.TrySetResult();
            }
        }
    }

    [LoggerMessage(EventId = 4121, EventName = "RouterDraining", Level = LogLevel.Information,
        Message = "The router stops: {Running} sessions have {Grace} to end.")]
    private partial void LogDraining(int running, TimeSpan grace);

    [LoggerMessage(EventId = 4122, EventName = "DrainGraceOver", Level = LogLevel.Warning,
        Message = "The time to end is over; {Running} sessions are ended.")]
    private partial void LogGraceOver(int running);

    private sealed class Stream(RouterShutdown shutdown) : IDisposable
    {
        public void Dispose() => shutdown.CloseStream();
    }
}
