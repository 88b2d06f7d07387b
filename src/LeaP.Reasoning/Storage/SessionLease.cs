namespace LeaP.Reasoning.Storage;

/// <summary>
/// The right to write one session. A store refuses writes under a lease once it has given the session to anybody else,
/// however late those writes arrive.
/// </summary>
/// <param name="SessionId">The session.</param>
/// <param name="Owner">Who holds it, unique to one life of one process.</param>
/// <param name="Token">Grows with every lease of the session, from 1.</param>
public sealed record SessionLease(string SessionId, string Owner, long Token);
