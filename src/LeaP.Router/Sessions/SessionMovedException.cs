namespace LeaP.Router.Sessions;

/// <summary>A session does not run in this router, and goes on in another or can go on there.</summary>
/// <param name="sessionId">The session.</param>
internal sealed class SessionMovedException(string sessionId)
    : Exception($"Session {sessionId} goes on at another router, or can go on there.");
