namespace LeaP.Benchmarks.Decode;

/// <summary>What the decoding benchmark measures. Each choice on its own takes a few minutes at most.</summary>
internal sealed record DecodeOptions
{
    /// <summary>Shapes by name; see <see cref="DecodeShapes.Names"/>.</summary>
    public IReadOnlyList<string> Shapes { get; init; } = DecodeShapes.Names;

    /// <summary>Weights by name: <c>fp32</c> and <c>int4</c>.</summary>
    public IReadOnlyList<string> Weights { get; init; } = DecodeShapes.WeightNames;

    /// <summary>Parts to run.</summary>
    public IReadOnlyList<DecodePart> Parts { get; init; } = [DecodePart.Paths, DecodePart.Prefill];

    /// <summary>Folder in which models stay for the next run; null makes them anew in a temporary one.</summary>
    public string? Folder { get; init; }

    /// <summary>Folder whose <c>node_modules</c> has <c>node-llama-cpp</c>; needed for <see cref="DecodePart.LlamaCpp"/>.</summary>
    public string? LlamaCpp { get; init; }

    /// <summary>Outputs of earlier runs to draw; nothing is measured when there are some.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];

    /// <summary>The SVG file that <see cref="Figures"/> become.</summary>
    public string Picture { get; init; } = "decode.svg";
}
