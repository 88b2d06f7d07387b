using LeaP.ModelKit;

namespace LeaP.Benchmarks.Decode;

/// <summary>Shapes of models that people run, with random weights.</summary>
internal static class DecodeShapes
{
    /// <summary>A decoder of 135 million parameters, its embedding counted once.</summary>
    public static ModelShape Small { get; } = new()
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
    public static ModelShape Half { get; } = new()
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

    /// <summary>What the benchmark measures, by what its figures begin with.</summary>
    public static IReadOnlyList<(string Name, ModelShape Shape)> All { get; } =
    [
        ("decode", Small),
        ("decode.int4", Small with { Weights = WeightKind.Bits4 }),
        ("decode.500m_int4", Half with { Weights = WeightKind.Bits4 }),
        ("decode.500m", Half),
    ];
}
