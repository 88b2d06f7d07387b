namespace LeaP.Fuzz;

/// <summary>A target answered an input wrongly.</summary>
/// <param name="message">What it did.</param>
/// <param name="innerException">What it threw.</param>
public sealed class FuzzException(string message, Exception? innerException = null) : Exception(message, innerException);
