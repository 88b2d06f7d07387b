namespace LeaP.Reasoning.Sessions;

/// <summary>Why a session or a path failed.</summary>
/// <param name="Reason">Machine-readable cause in UPPER_SNAKE_CASE.</param>
/// <param name="Message">What happened and what to do about it.</param>
/// <param name="Retryable">True when the same work may succeed elsewhere.</param>
public sealed record SessionFailure(string Reason, string Message, bool Retryable);
