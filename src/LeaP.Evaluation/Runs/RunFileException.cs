namespace LeaP.Evaluation.Runs;

/// <summary>A file of records cannot be read, or belongs to another plan.</summary>
/// <param name="message">File, line and what is wrong with it.</param>
/// <param name="innerException">The cause, when there is one.</param>
public sealed class RunFileException(string message, Exception? innerException = null) : Exception(message, innerException);
