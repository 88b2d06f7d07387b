namespace LeaP.Inference.Sampling;

/// <summary>
/// The tokens that a cut can keep. Few of a vocabulary are worth a look: blocks without a likely token are passed over, and
/// only what is left is sorted.
/// </summary>
internal sealed class CandidateSet
{
    private static readonly float[] Thresholds = [1e-2f, 1e-4f, 1e-7f];

    private readonly Comparison<int> _descending;
    private float[] _byToken = [];
    private float[] _weights = [];
    private int[] _tokens = [];

    public CandidateSet() => _descending = (left, right) => _byToken[left] != _byToken[right]
        ? _byToken[right].CompareTo(_byToken[left])
        : left.CompareTo(right);

    /// <summary>Draws among the tokens whose value reaches a threshold, in the order of their ids.</summary>
    public int DrawAbove(WeightedTokens all, float threshold, double share)
    {
        ReadOnlySpan<float> probabilities = all.Values;
        Reserve(probabilities.Length);
        int count = Collect(all, threshold, out _);
        for (int i = 0; i < count; i++)
        {
            _weights[i] = probabilities[_tokens[i]];
        }

        return _tokens[Weights.Pick(_weights.AsSpan(0, count), share)];
    }

    /// <summary>Draws among the tokens that top-k, top-p and min-p keep, the most likely first.</summary>
    public int DrawSorted(WeightedTokens all, SamplingSettings settings, double share)
    {
        ReadOnlySpan<float> probabilities = all.Values;
        Reserve(probabilities.Length);
        Span<int> order = _tokens.AsSpan(0, CollectEnough(all, settings));
        foreach (int token in order)
        {
            _byToken[token] = probabilities[token];
        }

        order.Sort(_descending);
        int kept = settings.TopK == 0 ? order.Length : Math.Min(order.Length, settings.TopK);
        for (int i = 0; i < kept; i++)
        {
            _weights[i] = probabilities[order[i]];
        }

        // Behind top-k only what it left counts; without it the tokens that are no candidates count too.
        double mass = settings.TopK == 0 ? all.Mass : Weights.Sum(_weights.AsSpan(0, kept));
        kept = CutAtMass(_weights.AsSpan(0, kept), settings.TopP * mass);
        while (kept > 1 && _weights[kept - 1] < settings.MinP * _weights[0])
        {
            kept--;
        }

        return order[Weights.Pick(_weights.AsSpan(0, kept), share)];
    }

    /// <summary>Takes no more tokens than needed to hold all that top-k and top-p can keep: sorting is what costs.</summary>
    private int CollectEnough(WeightedTokens all, SamplingSettings settings)
    {
        double wanted = settings.TopP * all.Mass;
        foreach (float threshold in Thresholds)
        {
            int count = Collect(all, threshold, out double mass);
            if (settings.TopK == 0 ? mass > wanted : count >= settings.TopK)
            {
                return count;
            }
        }

        return Collect(all, 0, out _);
    }

    private int Collect(WeightedTokens all, float threshold, out double mass)
    {
        int count = 0;
        mass = 0;
        ReadOnlySpan<float> highest = all.Highest;
        for (int index = 0; index < highest.Length; index++)
        {
            if (highest[index] < threshold)
            {
                continue;
            }

            int start = index * Weights.Block;
            ReadOnlySpan<float> block = Weights.BlockAt(all.Values, start);
            for (int i = 0; i < block.Length; i++)
            {
                if (block[i] >= threshold)
                {
                    _tokens[count++] = start + i;
                    mass += block[i];
                }
            }
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

    private void Reserve(int count)
    {
        if (_tokens.Length < count)
        {
            _tokens = new int[count];
            _weights = new float[count];
            _byToken = new float[count];
        }
    }
}
