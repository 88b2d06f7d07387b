namespace LeaP.Benchmarks.Decode;

/// <summary>A part of the decoding benchmark.</summary>
internal enum DecodePart
{
    /// <summary>Tokens a second with 1 to 32 paths, what is not the model's, and the share of the memory's bandwidth.</summary>
    Paths,

    /// <summary>Prefill and the memory of a path.</summary>
    Prefill,

    /// <summary>Where the time of a step goes, by operator.</summary>
    Profile,

    /// <summary>The same weights in llama.cpp.</summary>
    LlamaCpp,

    /// <summary>The same folder in ONNX Runtime GenAI.</summary>
    GenAI,
}
