using LeaP.Inference.Sampling;

namespace LeaP.Inference.Engines;

/// <summary>What is fixed for one path over its whole life.</summary>
/// <param name="PathIndex">Position of the path in its session, from 0. Deterministic engines tell paths apart by it.</param>
/// <param name="Seed">Seed of the path's own random numbers.</param>
/// <param name="Sampling">How its tokens are drawn.</param>
public sealed record GenerationSettings(int PathIndex, ulong Seed, SamplingSettings Sampling);
