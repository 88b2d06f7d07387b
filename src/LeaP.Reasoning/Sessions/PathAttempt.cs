namespace LeaP.Reasoning.Sessions;

/// <summary>Names one placement of one path. What an older attempt reports is dropped.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="PathIndex">Position of the path in the session, from 0.</param>
/// <param name="Number">Placement number of the path, from 1.</param>
public readonly record struct PathAttempt(string SessionId, int PathIndex, int Number);
