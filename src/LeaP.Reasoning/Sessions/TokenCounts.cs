namespace LeaP.Reasoning.Sessions;

/// <summary>Token counts of one path or of a whole session.</summary>
/// <param name="Prompt">Tokens of the problem and its prompt.</param>
/// <param name="Reasoning">Tokens of the path's own reasoning and answer, summaries excluded.</param>
/// <param name="Summary">Tokens drawn as summaries for peers.</param>
/// <param name="Peer">Tokens inserted from peers.</param>
/// <param name="Discarded">Tokens of unfinished paragraphs that were drawn and then cut before a summary.</param>
public sealed record TokenCounts(long Prompt, long Reasoning, long Summary, long Peer, long Discarded)
{
    /// <summary>No tokens.</summary>
    public static TokenCounts Zero { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Tokens drawn: reasoning, summaries and what was cut, not what was given or inserted.</summary>
    public long Drawn => Reasoning + Summary + Discarded;

    /// <summary>Adds two counts field by field.</summary>
    /// <param name="other">The other count.</param>
    public TokenCounts Add(TokenCounts other) => new(
        Prompt + other.Prompt,
        Reasoning + other.Reasoning,
        Summary + other.Summary,
        Peer + other.Peer,
        Discarded + other.Discarded);
}
