namespace LeaP.Evaluation.Runs;

/// <summary>A peer that a path heard in a round.</summary>
/// <param name="PathId">The peer, such as <c>p3</c>.</param>
/// <param name="Similarity">Similarity of both summaries, 0 to 1.</param>
public sealed record HeardPeer(string PathId, double Similarity);
