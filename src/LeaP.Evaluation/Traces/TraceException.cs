namespace LeaP.Evaluation.Traces;

/// <summary>Stored sessions cannot be turned into records; the message says what is wrong and what to do about it.</summary>
/// <param name="message">What is wrong.</param>
public sealed class TraceException(string message) : Exception(message);
