using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

/// <summary>One thing that happened in a session, numbered from 1 without gaps.</summary>
/// <param name="Sequence">Position in the session.</param>
/// <param name="Time">When it was recorded.</param>
internal abstract record SessionEvent(long Sequence, DateTimeOffset Time)
{
    /// <summary>What happened to the session since the event before; routers go on from it.</summary>
    public IReadOnlyList<SessionInput> Inputs { get; init; } = [];

    /// <summary>The session was accepted.</summary>
    internal sealed record Accepted(long Sequence, DateTimeOffset Time, SessionSnapshot Session)
        : SessionEvent(Sequence, Time);

    /// <summary>A path was placed on a worker.</summary>
    internal sealed record Placed(long Sequence, DateTimeOffset Time, string PathId, string WorkerId, int Attempt)
        : SessionEvent(Sequence, Time);

    /// <summary>A path generated text.</summary>
    internal sealed record Text(long Sequence, DateTimeOffset Time, string PathId, PathProgress Progress)
        : SessionEvent(Sequence, Time);

    /// <summary>A path published its summary.</summary>
    internal sealed record Summary(long Sequence, DateTimeOffset Time, string PathId, int Round, string SummaryText)
        : SessionEvent(Sequence, Time);

    /// <summary>A round was routed.</summary>
    internal sealed record Routed(long Sequence, DateTimeOffset Time, RoutedRound Round)
        : SessionEvent(Sequence, Time);

    /// <summary>A path ended.</summary>
    internal sealed record PathEnded(long Sequence, DateTimeOffset Time, PathSnapshot Path)
        : SessionEvent(Sequence, Time);

    /// <summary>The session ended.</summary>
    internal sealed record Ended(long Sequence, DateTimeOffset Time, SessionSnapshot Session)
        : SessionEvent(Sequence, Time);
}
