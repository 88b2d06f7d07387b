using LeaP.Inference.Sampling;

namespace LeaP.Inference.OpenAI;

/// <summary>How long to wait before servers that failed are asked again: doubling, capped, with jitter.</summary>
internal sealed class RetryDelay(OpenAIEngineOptions options, ulong seed)
{
    private const int MaxDoublings = 30;

    private readonly PathRandom _random = new(seed);

    /// <summary>The wait after every server has failed in a row.</summary>
    /// <param name="rounds">Times that has happened; from 1.</param>
    /// <param name="asked">What a server asked for; null for nothing.</param>
    public TimeSpan After(int rounds, TimeSpan? asked)
    {
        double bound = Math.Min(
            options.BackoffMax.Ticks, options.BackoffMin.Ticks * Math.Pow(2, Math.Min(rounds - 1, MaxDoublings)));
        double jittered = bound * (0.5 + (0.5 * _random.NextDouble()));
        long wanted = Math.Max((long)jittered, asked?.Ticks ?? 0);
        return TimeSpan.FromTicks(Math.Min(wanted, options.BackoffMax.Ticks));
    }
}
