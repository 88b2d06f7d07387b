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
    private float[] _probabilities = [];

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

        int token = settings.Temperature == 0 ? best : DrawWarm(adjusted, adjusted[best], settings, random);
        return new TokenDraw(token, logits[token] - highest - Math.Log(MassOfPlainSoftmax(logits, highest)));
    }

    private int DrawWarm(ReadOnlySpan<float> logits, float highest, SamplingSettings settings, PathRandom random)
    {
        Reserve(logits.Length);
        Span<float> probabilities = _probabilities.AsSpan(0, logits.Length);
        TensorPrimitives.Subtract(logits, highest, probabilities);
        TensorPrimitives.Divide(probabilities, settings.Temperature, probabilities);
        TensorPrimitives.Exp(probabilities, probabilities);
        double uniform = random.NextDouble();

        // The most likely token has the value 1 here, so that MinP is a plain threshold.
        if (settings.TopK == 0 && settings.TopP >= 1)
        {
            return settings.MinP == 0
                ? Weights.Pick(probabilities, uniform)
                : _candidates.DrawAbove(probabilities, settings.MinP, uniform);
        }

        return _candidates.DrawSorted(probabilities, settings, uniform);
    }

    private double MassOfPlainSoftmax(ReadOnlySpan<float> logits, float highest)
    {
        Reserve(logits.Length);
        Span<float> weights = _probabilities.AsSpan(0, logits.Length);
        TensorPrimitives.Subtract(logits, highest, weights);
        TensorPrimitives.Exp(weights, weights);
        return Weights.Sum(weights);
    }

    private void Reserve(int count)
    {
        if (_probabilities.Length < count)
        {
            _probabilities = new float[count];
        }
    }
}
