using System.Numerics.Tensors;

namespace LeaP.Inference.Sampling;

/// <summary>
/// Draws tokens from logits. Order: temperature, softmax, top-k, top-p over what top-k left, min-p, draw. Of equally
/// likely tokens the one with the lowest id comes first. Temperature 0 takes the most likely token. Buffers are kept
/// between calls: one sampler is used by one thread at a time, for any number of paths.
/// </summary>
internal sealed class TokenSampler
{
    private static readonly float[] Thresholds = [1e-2f, 1e-4f, 1e-7f];

    private readonly Comparison<int> _descending;
    private float[] _probabilities = [];
    private float[] _sorted = [];
    private int[] _order = [];

    public TokenSampler() => _descending = (left, right) => _probabilities[left] != _probabilities[right]
        ? _probabilities[right].CompareTo(_probabilities[left])
        : left.CompareTo(right);

    /// <summary>Draws a token.</summary>
    /// <param name="logits">One logit per token; the highest must be finite.</param>
    /// <param name="settings">How to draw.</param>
    /// <param name="random">The path's random numbers; one is used unless the temperature is 0.</param>
    /// <exception cref="InvalidOperationException">No token can be drawn because the logits are not numbers.</exception>
    public TokenDraw Draw(ReadOnlySpan<float> logits, SamplingSettings settings, PathRandom random)
    {
        int best = TensorPrimitives.IndexOfMax(logits);
        if (best < 0 || !float.IsFinite(logits[best]))
        {
            throw new InvalidOperationException("The model returned logits that are not finite numbers.");
        }

        int token = settings.Temperature == 0 ? best : DrawWarm(logits, logits[best], settings, random);
        return new TokenDraw(token, LogProbability(logits, logits[best], token));
    }

    private int DrawWarm(ReadOnlySpan<float> logits, float highest, SamplingSettings settings, PathRandom random)
    {
        Reserve(logits.Length);
        Span<float> probabilities = _probabilities.AsSpan(0, logits.Length);
        TensorPrimitives.Subtract(logits, highest, probabilities);
        TensorPrimitives.Divide(probabilities, settings.Temperature, probabilities);
        TensorPrimitives.Exp(probabilities, probabilities);
        double uniform = random.NextDouble();
        if (settings.TopK == 0 && settings.TopP >= 1)
        {
            // The most likely token has the value 1 here, so that MinP is a plain threshold and nothing need be sorted.
            DropBelow(probabilities, settings.MinP);
            return Pick(probabilities, uniform * Sum(probabilities));
        }

        return DrawSorted(probabilities, settings, uniform);
    }

    private int DrawSorted(ReadOnlySpan<float> probabilities, SamplingSettings settings, double uniform)
    {
        Span<int> order = _order.AsSpan(0, CollectCandidates(probabilities, settings));
        order.Sort(_descending);
        int kept = settings.TopK == 0 ? order.Length : Math.Min(order.Length, settings.TopK);
        for (int i = 0; i < kept; i++)
        {
            _sorted[i] = probabilities[order[i]];
        }

        // Behind top-k only what it left counts; without it the tokens that are no candidates count too.
        double mass = Sum(settings.TopK == 0 ? probabilities : _sorted.AsSpan(0, kept));
        kept = CutAtMass(_sorted.AsSpan(0, kept), settings.TopP * mass);
        while (kept > 1 && _sorted[kept - 1] < settings.MinP * _sorted[0])
        {
            kept--;
        }

        ReadOnlySpan<float> rest = _sorted.AsSpan(0, kept);
        return order[Pick(rest, uniform * Sum(rest))];
    }

    /// <summary>Takes no more tokens than needed to hold all that top-k and top-p can keep: sorting is what costs.</summary>
    private int CollectCandidates(ReadOnlySpan<float> probabilities, SamplingSettings settings)
    {
        double wanted = settings.TopP * Sum(probabilities);
        foreach (float threshold in Thresholds)
        {
            int count = 0;
            double mass = 0;
            for (int token = 0; token < probabilities.Length; token++)
            {
                if (probabilities[token] >= threshold)
                {
                    _order[count++] = token;
                    mass += probabilities[token];
                }
            }

            if (settings.TopK == 0 ? mass > wanted : count >= settings.TopK)
            {
                return count;
            }
        }

        return TakeAll(probabilities.Length);
    }

    private int TakeAll(int count)
    {
        for (int token = 0; token < count; token++)
        {
            _order[token] = token;
        }

        return count;
    }

    private static int CutAtMass(ReadOnlySpan<float> sorted, double wanted)
    {
        double mass = 0;
        int kept = 0;
        while (kept < sorted.Length && mass < wanted)
        {
            mass += sorted[kept++];
        }

        return Math.Max(1, kept);
    }

    private static void DropBelow(Span<float> probabilities, float threshold)
    {
        if (threshold > 0)
        {
            foreach (ref float probability in probabilities)
            {
                probability = probability < threshold ? 0 : probability;
            }
        }
    }

    private static int Pick(ReadOnlySpan<float> weights, double target)
    {
        int last = 0;
        double mass = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                last = i;
                mass += weights[i];
                if (mass > target)
                {
                    break;
                }
            }
        }

        return last;
    }

    // In double and in index order, so that the sum is the one that Pick walks through.
    private static double Sum(ReadOnlySpan<float> weights)
    {
        double sum = 0;
        foreach (float weight in weights)
        {
            sum += weight;
        }

        return sum;
    }

    private double LogProbability(ReadOnlySpan<float> logits, float highest, int token)
    {
        Reserve(logits.Length);
        Span<float> weights = _probabilities.AsSpan(0, logits.Length);
        TensorPrimitives.Subtract(logits, highest, weights);
        TensorPrimitives.Exp(weights, weights);
        return logits[token] - highest - Math.Log(Sum(weights));
    }

    private void Reserve(int count)
    {
        if (_probabilities.Length < count)
        {
            _probabilities = new float[count];
            _sorted = new float[count];
            _order = new int[count];
        }
    }
}
