namespace LeaP.Router.Sessions;

/// <summary>What came of a call that wants a session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Runner">What runs it, or ran it, in this router; null when another router does.</param>
/// <param name="Started">True when this call started it.</param>
internal sealed record SessionStart(string SessionId, SessionRunner? Runner, bool Started);
