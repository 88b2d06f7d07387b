namespace LeaP.Hosting.Files;

/// <summary>A text file with certificates, keys or tokens, and the setting that names it.</summary>
/// <param name="Setting">Full name of the setting, such as <c>Router:Tls:KeyFile</c>.</param>
/// <param name="Path">Where the file is.</param>
public sealed record CredentialFile(string Setting, string Path)
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="CredentialFileException">The file is missing, unreadable or too large.</exception>
    public string Read()
    {
        try
        {
            using FileStream stream = File.OpenRead(Path);
            if (stream.Length > MaxBytes)
            {
                throw Wrong($"has {stream.Length} bytes, which is more than the {MaxBytes} that are read.");
            }

            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>An exception that names the setting and the file.</summary>
    /// <param name="problem">What is wrong with the file, as the end of a sentence.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public CredentialFileException Wrong(string problem, Exception? innerException = null) =>
        new($"{Setting}: the file {Path} {problem}", innerException);
}
