namespace LeaP.Inference.Engines;

/// <summary>Why a generation ended.</summary>
public enum GenerationStop
{
    /// <summary>A stop string appeared.</summary>
    StopString,

    /// <summary>The model drew an end-of-sequence token.</summary>
    EndOfSequence,

    /// <summary>The call's token limit was reached.</summary>
    TokenLimit,

    /// <summary>The model's context is full.</summary>
    ContextFull,
}
