namespace LeaP.Router.Sessions;

/// <summary>Events that a reader asked for are no longer kept.</summary>
/// <param name="wanted">First sequence the reader wants.</param>
/// <param name="first">First sequence still kept.</param>
internal sealed class EventsTrimmedException(long wanted, long first)
    : Exception($"Event {wanted} is no longer kept; the first one kept is {first}.");
