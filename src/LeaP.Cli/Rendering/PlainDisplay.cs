using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Rendering;

/// <summary>Shows events as lines of text, then the report.</summary>
/// <param name="output">Where the lines go.</param>
internal sealed class PlainDisplay(TextWriter output) : ISessionDisplay
{
    /// <inheritdoc/>
    public EventDetail Detail => EventDetail.Rounds;

    /// <inheritdoc/>
    public async Task<SessionTrace> ShowAsync(IAsyncEnumerable<SessionEvent> events, CancellationToken cancellationToken)
    {
        var trace = new SessionTrace();
        await foreach (SessionEvent sessionEvent in events.WithCancellation(cancellationToken))
        {
            trace.Apply(sessionEvent);
            await output.WriteLinesAsync(EventLines.Of(sessionEvent), cancellationToken);
        }

        if (trace.IsFinished)
        {
            await output.WriteLinesAsync(["", .. SessionReport.Lines(trace)], cancellationToken);
        }

        return trace;
    }
}
