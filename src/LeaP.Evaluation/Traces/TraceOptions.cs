namespace LeaP.Evaluation.Traces;

/// <summary>How sessions become records.</summary>
public sealed record TraceOptions
{
    /// <summary>Tag that closes a summary unless the model's profile says otherwise.</summary>
    public const string DefaultSummaryClose = "</summarize>";

    /// <summary>Tag that closes a summary in the model's profile.</summary>
    public string SummaryClose { get; init; } = DefaultSummaryClose;

    /// <summary>Put behind the problem in the user's message, set apart by a blank line; empty for the problem alone.</summary>
    public string Instruction { get; init; } = "";

    /// <summary>True to keep paths whatever their answer.</summary>
    public bool AnyAnswer { get; init; }
}
