using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LeaP.Inference.Sampling;

/// <summary>
/// Sums of exponentials to the accuracy of 32-bit numbers. The library's exponential works in 64 bits inside, which is what a
/// draw needs to be repeated by its seed, and costs three times as much; a sum that is only reported does without.
/// </summary>
internal static class Exponentials
{
    private const float Log2OfE = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    // Below it a term is lost beside the highest, which is 1.
    private const float Lowest = -87f;

    // Added to a number it leaves the nearest whole one in the lowest bits.
    private const float Rounder = 12_582_912f;
    private const int ExponentBits = 23;
    private const int ExponentBias = 127;

    /// <summary>Sum of the exponentials.</summary>
    /// <param name="values">Zero or less; minus infinity counts as nothing.</param>
    public static double Sum(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector512<float>> vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        double sum = 0;
        const int VectorsOfBlock = Weights.Block / 16;
        for (int start = 0; start < vectors.Length; start += VectorsOfBlock)
        {
            Vector512<float> block = Vector512<float>.Zero;
            foreach (Vector512<float> vector in vectors.Slice(start, Math.Min(VectorsOfBlock, vectors.Length - start)))
            {
                block += Of(vector);
            }

            sum += Vector512.Sum(block);
        }

        foreach (float value in values[(vectors.Length * Vector512<float>.Count)..])
        {
            sum += MathF.Exp(value);
        }

        return sum;
    }

    // Two to a whole power, times a polynomial over what is left.
    private static Vector512<float> Of(Vector512<float> value)
    {
        Vector512<float> x = Vector512.Max(value, Vector512.Create(Lowest));
        Vector512<float> shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2OfE), Vector512.Create(Rounder));
        Vector512<float> whole = shifted - Vector512.Create(Rounder);
        Vector512<float> rest = Vector512.FusedMultiplyAdd(whole, Vector512.Create(-Ln2High), x);
        rest = Vector512.FusedMultiplyAdd(whole, Vector512.Create(-Ln2Low), rest);
        Vector512<float> result = Vector512.Create(1f / 720);
        result = Vector512.FusedMultiplyAdd(result, rest, Vector512.Create(1f / 120));
        result = Vector512.FusedMultiplyAdd(result, rest, Vector512.Create(1f / 24));
        result = Vector512.FusedMultiplyAdd(result, rest, Vector512.Create(1f / 6));
        result = Vector512.FusedMultiplyAdd(result, rest, Vector512.Create(0.5f));
        result = Vector512.FusedMultiplyAdd(result, rest, Vector512.Create(1f));
        result = Vector512.FusedMultiplyAdd(result, rest, Vector512.Create(1f));
        Vector512<int> power = shifted.AsInt32() - Vector512.Create(Rounder).AsInt32() + Vector512.Create(ExponentBias);
        return result * (power << ExponentBits).AsSingle();
    }
}
