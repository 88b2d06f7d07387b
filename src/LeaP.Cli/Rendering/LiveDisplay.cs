using LeaP.Protocol.Reasoning.V1;
using Spectre.Console;

namespace LeaP.Cli.Rendering;

/// <summary>Shows a session on a screen that redraws itself, then the report.</summary>
/// <param name="screen">The terminal.</param>
/// <param name="output">Where the report goes.</param>
/// <param name="time">Paces the drawing.</param>
internal sealed class LiveDisplay(IAnsiConsole screen, TextWriter output, TimeProvider time) : ISessionDisplay
{
    private static readonly TimeSpan DrawInterval = TimeSpan.FromMilliseconds(80);
    private readonly Lock _gate = new();
    private readonly SessionTrace _trace = new();

    /// <inheritdoc/>
    public EventDetail Detail => EventDetail.Tokens;

    /// <inheritdoc/>
    public async Task<SessionTrace> ShowAsync(IAsyncEnumerable<SessionEvent> events, CancellationToken cancellationToken)
    {
        await screen.Live(new ScreenLines(Compose))
            .AutoClear(true)
            .Overflow(VerticalOverflow.Crop)
            .StartAsync(context => DrawAsync(context, events, cancellationToken));
        if (_trace.IsFinished)
        {
            await output.WriteLinesAsync(SessionReport.Lines(_trace), cancellationToken);
        }

        return _trace;
    }

    private async Task DrawAsync(LiveDisplayContext context, IAsyncEnumerable<SessionEvent> events, CancellationToken cancellationToken)
    {
        using var finished = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task drawing = RedrawAsync(context, finished.Token);
        try
        {
            await foreach (SessionEvent sessionEvent in events.WithCancellation(cancellationToken))
            {
                lock (_gate)
                {
                    _trace.Apply(sessionEvent);
                }
            }
        }
        finally
        {
            await finished.CancelAsync();
            await drawing;
        }
    }

    private async Task RedrawAsync(LiveDisplayContext context, CancellationToken finished)
    {
        using var timer = new PeriodicTimer(DrawInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(finished))
            {
                context.Refresh();
            }
        }
        catch (OperationCanceledException) when (finished.IsCancellationRequested)
        {
            // The events ended; nothing is left to draw.
        }
    }

    private IReadOnlyList<IReadOnlyList<ScreenPart>> Compose(int height)
    {
        lock (_gate)
        {
            return SessionScreen.Compose(_trace, height);
        }
    }
}
