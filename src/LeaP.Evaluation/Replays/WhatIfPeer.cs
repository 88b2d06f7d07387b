namespace LeaP.Evaluation.Replays;

/// <summary>A peer that a path would hear.</summary>
/// <param name="PathId">The peer, such as <c>p3</c>.</param>
/// <param name="Similarity">Similarity of both summaries by the measure asked for, 0 to 1.</param>
/// <param name="Summary">What it said.</param>
/// <param name="IsNew">True when the path did not hear it.</param>
public sealed record WhatIfPeer(string PathId, double Similarity, string Summary, bool IsNew);
