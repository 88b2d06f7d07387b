namespace LeaP.Router.Sessions;

/// <summary>A session no longer runs in this router, and goes on in another.</summary>
/// <param name="sessionId">The session.</param>
internal sealed class SessionMovedException(string sessionId)
    : Exception($"Session {sessionId} goes on at another router.");
