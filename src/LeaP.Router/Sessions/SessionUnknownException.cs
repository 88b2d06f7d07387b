namespace LeaP.Router.Sessions;

/// <summary>A session is unknown, or was forgotten.</summary>
/// <param name="sessionId">The session.</param>
internal sealed class SessionUnknownException(string sessionId)
    : Exception($"Session {sessionId} is unknown or was forgotten.");
