namespace LeaP.Inference.Scripted;

/// <summary>What the scripted engine writes and how fast.</summary>
public sealed record ScriptedEngineOptions
{
    /// <summary>The answer of a path; null takes <see cref="ScriptedAnswers.Majority"/>.</summary>
    public Func<ScriptedAnswerRequest, string>? Answer { get; init; }

    /// <summary>Fewest tokens between <see cref="ThinkOpening"/> and the end of the thinking; at least 1.</summary>
    public int ThinkTokens { get; init; } = 96;

    /// <summary>Up to this many tokens more, by path; at least 0.</summary>
    public int ThinkTokensSpread { get; init; } = 32;

    /// <summary>Words of a summary before its closing tag; at least 1.</summary>
    public int SummaryTokens { get; init; } = 12;

    /// <summary>
    /// Where the thinking begins: the last place of this string in the text, or the start of a text without it.
    /// </summary>
    public string ThinkOpening { get; init; } = "<think>";

    /// <summary>What ends the thinking.</summary>
    public string ThinkClosing { get; init; } = "</think>";

    /// <summary>What opens a summary.</summary>
    public string SummaryOpening { get; init; } = "<summarize>";

    /// <summary>What closes a summary.</summary>
    public string SummaryClosing { get; init; } = "</summarize>";

    /// <summary>Time each token takes; zero writes as fast as it can.</summary>
    public TimeSpan TokenDelay { get; init; } = TimeSpan.Zero;

    /// <summary>Longest context in tokens when the load does not say; at least 2.</summary>
    public int MaxContextTokens { get; init; } = 32_768;
}
