namespace LeaP.Reasoning.Storage;

/// <summary>One event of a session in the form a store keeps.</summary>
/// <param name="Sequence">Position in the session, from 1.</param>
/// <param name="Payload">Its bytes, which the store does not read.</param>
public readonly record struct StoredEvent(long Sequence, ReadOnlyMemory<byte> Payload);
