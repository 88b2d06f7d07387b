namespace LeaP.Reasoning.Storage;

/// <summary>A write came under a lease that the store no longer knows; nothing was written.</summary>
/// <param name="lease">The lease.</param>
public sealed class LeaseLostException(SessionLease lease)
    : Exception($"Lease {lease.Token} of {lease.Owner} on session {lease.SessionId} is no longer the newest.")
{
    /// <summary>The lease.</summary>
    public SessionLease Lease { get; } = lease;
}
