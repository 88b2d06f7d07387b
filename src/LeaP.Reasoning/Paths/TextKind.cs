namespace LeaP.Reasoning.Paths;

/// <summary>Who wrote a stretch of a path's text, and what for.</summary>
public enum TextKind
{
    /// <summary>The prompt: given.</summary>
    Prompt,

    /// <summary>Reasoning: written by the path.</summary>
    Reasoning,

    /// <summary>Trigger, opening tag and lead of a summary: given.</summary>
    SummaryPrompt,

    /// <summary>The summary with its closing tag: written by the path.</summary>
    Summary,

    /// <summary>The comment block with the peers' summaries: given.</summary>
    PeerBlock,

    /// <summary>The words that force an answer, which usually open its box: given.</summary>
    AnswerPrompt,

    /// <summary>The answer: written by the path.</summary>
    Answer,
}
