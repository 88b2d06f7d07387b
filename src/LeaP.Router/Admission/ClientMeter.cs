namespace LeaP.Router.Admission;

/// <summary>
/// Has the limiter count tokens as they are generated, so that those of a long session are not counted all at once.
/// </summary>
internal sealed class ClientMeter(ClientLimiter limiter, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                limiter.Update();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The router stops.
        }
    }
}
