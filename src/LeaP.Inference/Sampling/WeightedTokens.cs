using System.Numerics.Tensors;

namespace LeaP.Inference.Sampling;

/// <summary>
/// Weights of all tokens, in proportion to their probabilities, with what the cuts ask about them. Made in stretches that
/// stay in the processor's nearest cache, since a vocabulary does not. Buffers are kept between calls.
/// </summary>
internal sealed class WeightedTokens
{
    // A multiple of the blocks that sums are made of, so that sums do not depend on it.
    private const int Stretch = 16 * Weights.Block;

    private readonly float[] _scratch = new float[Stretch];
    private float[] _weights = [];
    private float[] _highest = [];
    private int _count;

    /// <summary>The weights; the most likely token has 1. Valid until the next call.</summary>
    public ReadOnlySpan<float> Values => _weights.AsSpan(0, _count);

    /// <summary>Highest weight of each block of <see cref="Weights.Block"/> tokens.</summary>
    public ReadOnlySpan<float> Highest => _highest.AsSpan(0, (_count + Weights.Block - 1) / Weights.Block);

    /// <summary>Sum of the weights.</summary>
    public double Mass { get; private set; }

    /// <summary>Sets the weights to those of a softmax.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="highest">The highest of them.</param>
    /// <param name="temperature">Above 0.</param>
    /// <returns>Sum of the weights that temperature 1 would give.</returns>
    public double Set(ReadOnlySpan<float> logits, float highest, float temperature)
    {
        Reserve(logits.Length);
        double plainMass = 0;
        Mass = 0;
        for (int start = 0; start < logits.Length; start += Stretch)
        {
            Span<float> stretch = _weights.AsSpan(start, Math.Min(Stretch, logits.Length - start));
            TensorPrimitives.Subtract(logits.Slice(start, stretch.Length), highest, stretch);
            if (temperature != 1)
            {
                plainMass += Exponentials.Sum(stretch);
                TensorPrimitives.Divide(stretch, temperature, stretch);
            }

            TensorPrimitives.Exp(stretch, stretch);
            AddBlocks(stretch, start / Weights.Block);
        }

        return temperature == 1 ? Mass : plainMass;
    }

    /// <summary>Sum of the exponentials of how far logits lie below the highest.</summary>
    public double PlainMass(ReadOnlySpan<float> logits, float highest)
    {
        double mass = 0;
        for (int start = 0; start < logits.Length; start += Stretch)
        {
            Span<float> stretch = _scratch.AsSpan(0, Math.Min(Stretch, logits.Length - start));
            TensorPrimitives.Subtract(logits.Slice(start, stretch.Length), highest, stretch);
            mass += Exponentials.Sum(stretch);
        }

        return mass;
    }

    private void AddBlocks(ReadOnlySpan<float> stretch, int firstBlock)
    {
        for (int start = 0; start < stretch.Length; start += Weights.Block)
        {
            ReadOnlySpan<float> block = Weights.BlockAt(stretch, start);
            Mass += TensorPrimitives.Sum(block);
            _highest[firstBlock + (start / Weights.Block)] = TensorPrimitives.Max(block);
        }
    }

    private void Reserve(int count)
    {
        _count = count;
        if (_weights.Length < count)
        {
            _weights = new float[count];
            _highest = new float[(count / Weights.Block) + 1];
        }
    }
}
