namespace LeaP.Evaluation.Replays;

/// <summary>A session cannot be replayed; the message says why and what would help.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="innerException">The cause, when there is one.</param>
public sealed class ReplayException(string message, Exception? innerException = null) : Exception(message, innerException);
