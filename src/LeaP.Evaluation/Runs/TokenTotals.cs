using System.Text.Json.Serialization;

namespace LeaP.Evaluation.Runs;

/// <summary>Tokens by kind, of one path or of several.</summary>
public sealed record TokenTotals
{
    /// <summary>No tokens.</summary>
    public static readonly TokenTotals None = new();

    /// <summary>Tokens of the problem and its prompt.</summary>
    public long Prompt { get; init; }

    /// <summary>Tokens of reasoning and answer that stayed in the text.</summary>
    public long Reasoning { get; init; }

    /// <summary>Tokens of summaries written for peers.</summary>
    public long Summary { get; init; }

    /// <summary>Tokens inserted from peers.</summary>
    public long Peer { get; init; }

    /// <summary>Tokens that were drawn and cut before a summary.</summary>
    public long Discarded { get; init; }

    /// <summary>What comparisons at equal tokens count: everything a model had to process behind the prompt.</summary>
    [JsonIgnore]
    public long Processed => Reasoning + Summary + Peer + Discarded;

    /// <summary>Adds two totals kind by kind.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static TokenTotals operator +(TokenTotals left, TokenTotals right) => Add(left, right);

    /// <summary>Adds two totals kind by kind.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static TokenTotals Add(TokenTotals left, TokenTotals right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new TokenTotals
        {
            Prompt = left.Prompt + right.Prompt,
            Reasoning = left.Reasoning + right.Reasoning,
            Summary = left.Summary + right.Summary,
            Peer = left.Peer + right.Peer,
            Discarded = left.Discarded + right.Discarded,
        };
    }
}
