namespace LeaP.Reasoning.Sessions;

/// <summary>How tokens are sampled; a value that is null leaves the choice to the model.</summary>
public sealed record SamplingValues
{
    /// <summary>Softmax temperature, 0 to 2.</summary>
    public float? Temperature { get; init; }

    /// <summary>Nucleus mass in (0, 1].</summary>
    public float? TopP { get; init; }

    /// <summary>Most likely tokens kept.</summary>
    public int? TopK { get; init; }

    /// <summary>Lowest relative probability kept, 0 to 1.</summary>
    public float? MinP { get; init; }

    /// <summary>What logits of tokens that the text holds already are divided by, 0.1 to 10; 1 changes nothing.</summary>
    public float? RepetitionPenalty { get; init; }

    /// <summary>Strings that end a path when it writes them.</summary>
    public IReadOnlyList<string> StopStrings { get; init; } = [];
}
