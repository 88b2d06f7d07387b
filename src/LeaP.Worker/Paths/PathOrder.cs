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
    TokenCounts Usage);
