namespace LeaP.Router.Sessions;

/// <summary>When things happened to a session.</summary>
/// <param name="Created">When it was accepted.</param>
/// <param name="Updated">When it last changed.</param>
/// <param name="Finished">When it ended; null before.</param>
/// <param name="Expires">When it will be forgotten; null before it ended.</param>
internal sealed record SessionTimes(
    DateTimeOffset Created,
    DateTimeOffset Updated,
    DateTimeOffset? Finished,
    DateTimeOffset? Expires);
