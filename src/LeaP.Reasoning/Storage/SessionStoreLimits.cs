namespace LeaP.Reasoning.Storage;

/// <summary>How much a store keeps, and for how long.</summary>
/// <param name="MaxEvents">Events kept for each session; the oldest go first. 1 or more.</param>
/// <param name="LeaseTime">Life of a lease since it was last given, renewed or written under. More than 0.</param>
/// <param name="Retention">How long what was written is kept since the last write. More than 0.</param>
public sealed record SessionStoreLimits(int MaxEvents, TimeSpan LeaseTime, TimeSpan Retention);
