namespace LeaP.Benchmarks.Telemetry;

/// <summary>What the sessions of one cluster cost.</summary>
/// <param name="Processor">Milliseconds of the processor.</param>
/// <param name="Wall">Milliseconds that passed.</param>
/// <param name="Tokens">Tokens that the model wrote.</param>
internal sealed record SessionsCost(double Processor, double Wall, long Tokens)
{
    /// <summary>Microseconds of the processor for each token.</summary>
    public double ProcessorPerToken => 1000 * Processor / Tokens;
}
