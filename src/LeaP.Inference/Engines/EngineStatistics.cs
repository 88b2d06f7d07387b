namespace LeaP.Inference.Engines;

/// <summary>Counters of an engine since its model was loaded. A snapshot; each field never decreases.</summary>
/// <param name="PrefilledTokens">Tokens run through the model as prompt or appended text.</param>
/// <param name="DecodedTokens">Tokens drawn and fed back.</param>
/// <param name="DecodeSteps">Batched model runs that drew tokens.</param>
/// <param name="ForkedTokens">Tokens whose KV was copied instead of prefilled.</param>
/// <param name="RewoundTokens">Tokens dropped by rewinds.</param>
public sealed record EngineStatistics(
    long PrefilledTokens,
    long DecodedTokens,
    long DecodeSteps,
    long ForkedTokens,
    long RewoundTokens)
{
    /// <summary>Time of <see cref="DecodeSteps"/> together; zero where a server makes the steps.</summary>
    public TimeSpan StepTime { get; init; }

    /// <summary>How often a waiting path gave up its KV because memory was short.</summary>
    public long EvictedPaths { get; init; }

    /// <summary>
    /// Tokens run once more because their KV had been given up, or was not copied to a fork by an engine that cannot; not
    /// among the prefilled ones.
    /// </summary>
    public long RestoredTokens { get; init; }
}
