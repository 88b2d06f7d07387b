namespace LeaP.Inference.ChatTemplates;

/// <summary>A chat template cannot be read or rendered; the message names the line and the construct.</summary>
public sealed class ChatTemplateException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is wrong, where, and what would be right.</param>
    public ChatTemplateException(string message)
        : base(message)
    {
    }
}
