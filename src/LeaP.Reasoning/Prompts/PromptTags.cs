namespace LeaP.Reasoning.Prompts;

/// <summary>The marks a profile's model writes and reads. All differ; none holds white space.</summary>
/// <param name="SummaryOpen">Opens a summary.</param>
/// <param name="SummaryClose">Closes a summary.</param>
/// <param name="CommentOpen">Opens the block of peer summaries.</param>
/// <param name="CommentClose">Closes the block of peer summaries.</param>
/// <param name="ThinkEnd">Ends the reasoning; the answer section follows.</param>
public sealed record PromptTags(string SummaryOpen, string SummaryClose, string CommentOpen, string CommentClose, string ThinkEnd)
{
    /// <summary>All five.</summary>
    public IReadOnlyList<string> All => [SummaryOpen, SummaryClose, CommentOpen, CommentClose, ThinkEnd];
}
