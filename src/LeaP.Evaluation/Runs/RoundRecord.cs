namespace LeaP.Evaluation.Runs;

/// <summary>One path's part in one exchange.</summary>
public sealed record RoundRecord
{
    /// <summary>The round, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The path's summary, its tags removed; empty when it was late.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The last value its summary states, in normal form; null when it states none.</summary>
    public string? Answer { get; init; }

    /// <summary>The peers it heard, in the order they were shown to it.</summary>
    public IReadOnlyList<HeardPeer> Peers { get; init; } = [];

    /// <summary>What the exchange did; null when nothing could be compared.</summary>
    public Influence? Influence { get; init; }
}
