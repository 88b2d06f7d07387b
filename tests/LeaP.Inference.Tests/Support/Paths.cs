using LeaP.Inference.Engines;
using LeaP.Inference.Sampling;

namespace LeaP.Inference.Tests.Support;

/// <summary>Short ways to say what a path is.</summary>
internal static class Paths
{
    public static readonly SamplingSettings Greedy = new() { Temperature = 0 };

    public static GenerationSettings Path(int index, ulong seed = 1, SamplingSettings? sampling = null)
        => new(index, seed, sampling ?? new SamplingSettings());

    public static GenerationSettings[] Many(int count, ulong seed = 1, SamplingSettings? sampling = null)
        => [.. Enumerable.Range(0, count).Select(i => Path(i, seed + (ulong)i, sampling))];

    public static GenerateOptions Tokens(int most, params string[] stops)
        => new() { MaxTokens = most, StopStrings = stops };
}
