namespace LeaP.Reasoning.Paths;

/// <summary>What an ended path has to say to others.</summary>
public static class PathConclusion
{
    /// <summary>
    /// The path's answer section: what stands behind its end of thinking, or the forced answer with the words that
    /// forced it; of a path that has neither, its last stretch of reasoning. Trimmed; empty when it wrote nothing.
    /// </summary>
    /// <param name="transcript">The path's text, in order.</param>
    public static string AnswerSection(IReadOnlyList<TextSegment> transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        string section = string.Concat(transcript
            .Where(segment => segment.Kind is TextKind.AnswerPrompt or TextKind.Answer)
            .Select(segment => segment.Text)).Trim();
        return section.Length > 0
            ? section
            : transcript.LastOrDefault(segment => segment.Kind == TextKind.Reasoning)?.Text.Trim() ?? "";
    }

    /// <summary>
    /// What a path keeps on offer once it has ended: its answer section, or its newest summary when it wrote none.
    /// </summary>
    /// <param name="transcript">The path's text, in order.</param>
    /// <param name="latestSummary">Its newest summary; empty when it wrote none.</param>
    public static string Offer(IReadOnlyList<TextSegment> transcript, string latestSummary)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        ArgumentNullException.ThrowIfNull(latestSummary);
        bool answered = transcript.Any(segment => segment.Kind == TextKind.Answer);
        return answered || latestSummary.Length == 0 ? AnswerSection(transcript) : latestSummary;
    }
}
