using LeaP.ModelKit;

namespace LeaP.Benchmarks.Decode;

/// <summary>Shapes of models that people run, with random weights.</summary>
internal static class DecodeShapes
{
    /// <summary>A decoder of 135 million parameters, its embedding counted once.</summary>
    private static ModelShape Small { get; } = new()
    {
        Layers = 30,
        Heads = 9,
        KeyValueHeads = 3,
        HeadSize = 64,
        Hidden = 576,
        Intermediate = 1536,
        Vocabulary = 49_152,
        Context = 1024,
    };

    /// <summary>A decoder of half a billion parameters.</summary>
    private static ModelShape Half { get; } = new()
    {
        Layers = 24,
        Heads = 14,
        KeyValueHeads = 2,
        HeadSize = 64,
        Hidden = 896,
        Intermediate = 4864,
        Vocabulary = 151_936,
        Context = 1024,
    };

    /// <summary>Names of the shapes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["135m", "500m"];

    /// <summary>Names of the ways in which weights are stored.</summary>
    public static IReadOnlyList<string> WeightNames { get; } = ["fp32", "int4"];

    /// <summary>The model of a shape and its weights.</summary>
    /// <param name="shape">One of <see cref="Names"/>.</param>
    /// <param name="weights">One of <see cref="WeightNames"/>.</param>
    public static DecodeModel Model(string shape, string weights) => new(
        $"{shape} {weights}",
        shape == "135m" ? "decode" : $"decode.{shape}",
        weights == "fp32" ? "" : $"_{weights}",
        (shape == "135m" ? Small : Half) with { Weights = weights == "fp32" ? WeightKind.Bits32 : WeightKind.Bits4 });
}
