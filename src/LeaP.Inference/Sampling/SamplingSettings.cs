namespace LeaP.Inference.Sampling;

/// <summary>How tokens are drawn from the model's logits.</summary>
public sealed record SamplingSettings
{
    /// <summary>Softmax temperature, 0 to 2. Zero takes the most likely token.</summary>
    public float Temperature { get; init; } = 1f;

    /// <summary>Most likely tokens kept; 0 keeps all.</summary>
    public int TopK { get; init; }

    /// <summary>Smallest set of most likely tokens whose mass reaches this is kept; in (0, 1], 1 keeps all.</summary>
    public float TopP { get; init; } = 1f;

    /// <summary>Lowest probability kept, relative to the most likely token; in [0, 1], 0 keeps all.</summary>
    public float MinP { get; init; }
}
