namespace LeaP.Reasoning.Storage;

/// <summary>A store does not answer, or refuses to work. The same call may succeed later.</summary>
/// <param name="message">What failed.</param>
/// <param name="innerException">Why.</param>
public sealed class SessionStoreException(string message, Exception? innerException = null)
    : Exception(message, innerException);
