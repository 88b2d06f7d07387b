using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Rendering;

/// <summary>Shows events as JSON lines and nothing else, for programs.</summary>
/// <param name="output">Where the lines go.</param>
internal sealed class JsonDisplay(TextWriter output) : ISessionDisplay
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
            await output.WriteLinesAsync([JsonLines.Of(sessionEvent)], cancellationToken);
        }

        return trace;
    }
}
