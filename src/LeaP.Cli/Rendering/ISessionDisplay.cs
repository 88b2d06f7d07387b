using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Rendering;

/// <summary>Shows a session to whoever asked for it.</summary>
internal interface ISessionDisplay
{
    /// <summary>How much the event stream should tell when the user does not say.</summary>
    EventDetail Detail { get; }

    /// <summary>Shows events until they end.</summary>
    /// <param name="events">The session's events.</param>
    /// <param name="cancellationToken">Ends the display.</param>
    /// <returns>What the events told.</returns>
    Task<SessionTrace> ShowAsync(IAsyncEnumerable<SessionEvent> events, CancellationToken cancellationToken);
}
