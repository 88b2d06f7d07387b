namespace LeaP.Router.Sessions;

/// <summary>Events that a reader asked for are no longer kept.</summary>
/// <param name="wanted">First sequence the reader wants.</param>
/// <param name="first">First sequence still kept; 0 when none is.</param>
internal sealed class EventsTrimmedException(long wanted, long first)
    : Exception(
        $"Event {wanted} is no longer kept; {(first > 0 ? $"the first one kept is {first}" : "none of the session is")}.")
{
    /// <summary>First sequence still kept; 0 when none is.</summary>
    public long First { get; } = first;
}
