using System.Numerics.Tensors;

namespace LeaP.Inference.Sampling;

/// <summary>
/// Draws tokens from logits. Order: repetition penalty, temperature, softmax, top-k, top-p over what top-k left, min-p,
/// draw. Of equally likely tokens the one with the lowest id comes first. Temperature 0 takes the most likely token behind
/// the penalty. Buffers are kept between calls and nothing is allocated: one sampler is used by one thread at a time, for
/// any number of paths.
/// </summary>
internal sealed class TokenSampler
{
    private readonly CandidateSet _candidates = new();
    private readonly RepetitionPenalty _penalty = new();
    private readonly WeightedTokens _weights = new();

    /// <summary>Draws a token.</summary>
    /// <param name="logits">One logit per token; none may be NaN, and the highest must be finite.</param>
    /// <param name="settings">How to draw.</param>
    /// <param name="random">The path's random numbers; one is used unless the temperature is 0.</param>
    /// <param name="seen">Ids of the context's tokens; ids that have no logit are left out.</param>
    /// <exception cref="InvalidOperationException">No token can be drawn because the logits are not numbers.</exception>
    public TokenDraw Draw(ReadOnlySpan<float> logits, SamplingSettings settings, PathRandom random, ReadOnlySpan<int> seen = default)
    {
        int best = TensorPrimitives.IndexOfMax(logits);
        if (best < 0 || !float.IsFinite(logits[best]))
        {
            throw new InvalidOperationException("The model returned logits that are not finite numbers.");
        }

        float highest = logits[best];
        ReadOnlySpan<float> adjusted = logits;
        if (settings.RepetitionPenalty != 1 && !seen.IsEmpty)
        {
            adjusted = _penalty.Apply(logits, seen, settings.RepetitionPenalty);
            best = TensorPrimitives.IndexOfMax(adjusted);
        }

        if (settings.Temperature == 0)
        {
            return Drawn(logits, best, highest, _weights.PlainMass(logits, highest));
        }

        double plainMass = _weights.Set(adjusted, adjusted[best], settings.Temperature);
        int token = DrawWarm(settings, random);
        return Drawn(logits, token, highest, adjusted == logits ? plainMass : _weights.PlainMass(logits, highest));
    }

    private static TokenDraw Drawn(ReadOnlySpan<float> logits, int token, float highest, double plainMass)
        => new(token, logits[token] - highest - Math.Log(plainMass));

    private int DrawWarm(SamplingSettings settings, PathRandom random)
    {
        double uniform = random.NextDouble();

        // The most likely token has the weight 1 here, so that MinP is a plain threshold.
        if (settings.TopK == 0 && settings.TopP >= 1)
        {
            return settings.MinP == 0
                ? Weights.Pick(_weights.Values, uniform)
                : _candidates.DrawAbove(_weights, settings.MinP, uniform);
        }

        return _candidates.DrawSorted(_weights, settings, uniform);
    }
}
