namespace LeaP.Evaluation.Traces;

/// <summary>One message of a chat.</summary>
/// <param name="Role"><c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">Its text, to the letter.</param>
public sealed record TraceMessage(string Role, string Content)
{
    /// <summary>Role of the one who asks.</summary>
    public const string User = "user";

    /// <summary>Role of the model.</summary>
    public const string Assistant = "assistant";
}
