namespace LeaP.Hosting.Files;

/// <summary>A file with certificates, keys or tokens cannot be used; the message names the setting and says why.</summary>
/// <param name="message">What is wrong and what is allowed. Holds nothing of the file's content.</param>
/// <param name="innerException">The cause, when there is one.</param>
public sealed class CredentialFileException(string message, Exception? innerException = null)
    : Exception(message, innerException);
