namespace LeaP.Evaluation.Runs;

/// <summary>Runs sessions side by side, as many as a limiter lets.</summary>
/// <param name="run">Runs one session.</param>
/// <param name="limiter">Says when there is room.</param>
/// <param name="width">Paths of a session whose setting leaves it to the model.</param>
public sealed class RunExecutor(Func<RunItem, CancellationToken, Task<RunRecord>> run, SlotLimiter limiter, int width)
{
    /// <summary>Runs sessions in order, each as soon as there is room.</summary>
    /// <param name="items">The sessions.</param>
    /// <param name="onRecord">Told each record as it comes, from several threads; when it throws, everything ends.</param>
    /// <param name="cancellationToken">Ends all of them.</param>
    public async Task RunAsync(IEnumerable<RunItem> items, Action<RunRecord> onRecord, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(onRecord);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task>();
        try
        {
            foreach (RunItem item in items)
            {
                int paths = item.Setting.PathCount ?? width;
                await limiter.EnterAsync(paths, stop.Token);
                running.RemoveAll(task => task.IsCompletedSuccessfully);
                running.Add(RunOneAsync(item, paths, onRecord, stop));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What ended the others is thrown where they are awaited.
        }

        await Task.WhenAll(running);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task RunOneAsync(RunItem item, int paths, Action<RunRecord> onRecord, CancellationTokenSource stop)
    {
        try
        {
            onRecord(await run(item, stop.Token));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            limiter.Leave(paths);
        }
    }
}
