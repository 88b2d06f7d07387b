using LeaP.Reasoning.Similarity;

namespace LeaP.Reasoning.PeerRouting;

/// <summary>What a routing policy knows about a round.</summary>
public sealed record PeerRoutingRound
{
    /// <summary>Describes a round.</summary>
    /// <param name="similarities">How alike the summaries of the paths present are, in path order.</param>
    /// <param name="peerCount">How many peers a path hears, k in the paper; 0 = every other path.</param>
    /// <param name="seed">Seed of this round's random choices.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="peerCount"/> is negative.</exception>
    public PeerRoutingRound(SimilarityMatrix similarities, int peerCount, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(similarities);
        ArgumentOutOfRangeException.ThrowIfNegative(peerCount);
        Similarities = similarities;
        PeerCount = peerCount;
        Seed = seed;
    }

    /// <summary>How alike the summaries of the paths present are, in path order.</summary>
    public SimilarityMatrix Similarities { get; }

    /// <summary>How many peers a path hears, k in the paper; 0 = every other path.</summary>
    public int PeerCount { get; }

    /// <summary>Seed of this round's random choices.</summary>
    public ulong Seed { get; }

    /// <summary>How sure each path was, in path order; null for a path where it is not known. Empty when none is.</summary>
    public IReadOnlyList<double?> Confidences { get; init; } = [];

    /// <summary>Quantile of the group's confidence that a confident peer reaches, in [0, 1].</summary>
    public double ConfidenceQuantile { get; init; } = 0.5;

    /// <summary>How many paths are present.</summary>
    public int PathCount => Similarities.Count;

    /// <summary>How many peers each path really hears: never more than there are others.</summary>
    public int EffectivePeerCount
    {
        get
        {
            int others = Math.Max(PathCount - 1, 0);
            return PeerCount == 0 ? others : Math.Min(PeerCount, others);
        }
    }

    /// <summary>How sure a path was; null when it is not known.</summary>
    /// <param name="path">Its position in the round, from 0.</param>
    public double? ConfidenceOf(int path) => path < Confidences.Count ? Confidences[path] : null;
}
