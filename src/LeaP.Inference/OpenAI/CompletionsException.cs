namespace LeaP.Inference.OpenAI;

/// <summary>A completions server could not be asked, or answered with something other than text.</summary>
public sealed class CompletionsException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, at which address, and what is allowed. Holds no secret.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public CompletionsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the same request may succeed later or at another server.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the server asked to be left alone; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
