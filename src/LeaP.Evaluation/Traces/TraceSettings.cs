namespace LeaP.Evaluation.Traces;

/// <summary>The settings a session ran with.</summary>
public sealed record TraceSettings
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Name of the mode.</summary>
    public required string Mode { get; init; }

    /// <summary>Parallel paths (N).</summary>
    public required int Paths { get; init; }

    /// <summary>Routing policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Peers each path heard from (k); 0 is all others.</summary>
    public required int Peers { get; init; }

    /// <summary>Name of the similarity measure.</summary>
    public required string Similarity { get; init; }

    /// <summary>Reasoning tokens of one turn (T).</summary>
    public required int IntervalTokens { get; init; }

    /// <summary>Reasoning tokens of the first turn where it has a length of its own, else 0.</summary>
    public required int FirstIntervalTokens { get; init; }

    /// <summary>Longest summary in tokens.</summary>
    public required int SummaryTokens { get; init; }

    /// <summary>Most turns (M).</summary>
    public required int MaxTurns { get; init; }

    /// <summary>Name of the answer format.</summary>
    public required string AnswerFormat { get; init; }

    /// <summary>Sampling temperature; null when the model's own was used and is not known.</summary>
    public float? Temperature { get; init; }

    /// <summary>Nucleus sampling mass; null as above.</summary>
    public float? TopP { get; init; }

    /// <summary>Most likely tokens kept; null keeps all.</summary>
    public int? TopK { get; init; }

    /// <summary>Lowest relative probability kept; null as above.</summary>
    public float? MinP { get; init; }

    /// <summary>Penalty for tokens that were written already; null as above.</summary>
    public float? RepetitionPenalty { get; init; }

    /// <summary>Seed of the session.</summary>
    public required long Seed { get; init; }
}
