using LeaP.Reasoning.Paths;
using LeaP.Reasoning.Sessions;

namespace LeaP.Worker.Paths;

/// <summary>One path to run.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Seed">Seed of the path's own random numbers.</param>
/// <param name="PriorText">Its text so far when it is moved; empty at its beginning.</param>
/// <param name="Round">Last round whose summary stands in the text; 0 for none.</param>
/// <param name="Peers">Summaries of the peers of that round when it was routed; null when it waits for them.</param>
/// <param name="Usage">Token counts of earlier attempts.</param>
internal sealed record PathOrder(
    PathAttempt Attempt,
    ulong Seed,
    IReadOnlyList<TextSegment> PriorText,
    int Round,
    IReadOnlyList<string>? Peers,
    TokenCounts Usage)
{
    /// <summary>Text it begins with behind its prompt; empty for none. Not used when it is moved.</summary>
    public string Beginning { get; init; } = "";

    /// <summary>Answers of the layer before that its prompt asks it to weigh; empty outside mode <c>moa</c>.</summary>
    public IReadOnlyList<string> LayerAnswers { get; init; } = [];

    /// <summary>Tokens it may draw for reasoning and summaries in all; null means any number.</summary>
    public long? TokenAllowance { get; init; }

    /// <summary>How sure it was in earlier attempts; null when it drew no reasoning token.</summary>
    public PathConfidence? Confidence { get; init; }
}
