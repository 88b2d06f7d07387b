namespace LeaP.Cli.Errors;

/// <summary>A command cannot go on; the message is for the person who typed it.</summary>
internal sealed class CommandFailedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="exitCode">One of <see cref="Commands.ExitCodes"/>.</param>
    /// <param name="message">What is wrong and what to do about it.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public CommandFailedException(int exitCode, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ExitCode = exitCode;
    }

    /// <summary>Exit status of the program.</summary>
    public int ExitCode { get; }
}
