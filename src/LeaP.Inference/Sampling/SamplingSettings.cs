namespace LeaP.Inference.Sampling;

/// <summary>
/// How tokens are drawn from the model's logits. Steps in their order: repetition penalty on the logits, temperature,
/// softmax, top-k, top-p over what top-k left, min-p, and one draw from what is left, in proportion to its probability.
/// </summary>
public sealed record SamplingSettings
{
    /// <summary>Lowest <see cref="RepetitionPenalty"/>.</summary>
    public const float LeastRepetitionPenalty = 0.1f;

    /// <summary>Highest <see cref="RepetitionPenalty"/>.</summary>
    public const float MostRepetitionPenalty = 10f;

    /// <summary>Softmax temperature, 0 to 2. Zero takes the most likely token.</summary>
    public float Temperature { get; init; } = 1f;

    /// <summary>Most likely tokens kept; 0 keeps all.</summary>
    public int TopK { get; init; }

    /// <summary>Smallest set of most likely tokens whose mass reaches this is kept; in (0, 1], 1 keeps all.</summary>
    public float TopP { get; init; } = 1f;

    /// <summary>Lowest probability kept, relative to the most likely token; in [0, 1], 0 keeps all.</summary>
    public float MinP { get; init; }

    /// <summary>
    /// Makes tokens that the context holds already, prompt included, less likely when above 1 and more likely when below:
    /// a positive logit is divided by it, another multiplied. 0.1 to 10; 1 changes nothing.
    /// </summary>
    public float RepetitionPenalty { get; init; } = 1f;
}
