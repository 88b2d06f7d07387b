namespace LeaP.Inference.Engines;

/// <summary>A model could not be loaded; the message names the file or key and what is allowed.</summary>
public sealed class ModelLoadException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, where, and what would be right.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public ModelLoadException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
