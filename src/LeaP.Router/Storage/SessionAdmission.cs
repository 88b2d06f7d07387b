using LeaP.Reasoning.Storage;

namespace LeaP.Router.Storage;

/// <summary>What the store says to a new session.</summary>
/// <param name="SessionId">The session that the request belongs to: the new one, or one that an earlier call started.</param>
/// <param name="IsNew">True when the new session may start.</param>
/// <param name="Lease">The new session's lease; null when it is to be taken later, or there is no store.</param>
internal sealed record SessionAdmission(string SessionId, bool IsNew, SessionLease? Lease);
