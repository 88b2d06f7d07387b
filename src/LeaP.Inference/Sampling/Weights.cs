using System.Numerics.Tensors;

namespace LeaP.Inference.Sampling;

/// <summary>Sums over weights in blocks: a block at the machine's full width, the blocks in double precision.</summary>
internal static class Weights
{
    /// <summary>Weights of a block.</summary>
    public const int Block = 256;

    public static double Sum(ReadOnlySpan<float> weights)
    {
        double sum = 0;
        for (int start = 0; start < weights.Length; start += Block)
        {
            sum += TensorPrimitives.Sum(BlockAt(weights, start));
        }

        return sum;
    }

    /// <summary>The weight that a share of the whole sum points at, counted in index order.</summary>
    /// <param name="weights">None below zero, one above zero at least.</param>
    /// <param name="share">From 0, below 1.</param>
    public static int Pick(ReadOnlySpan<float> weights, double share)
    {
        double left = share * Sum(weights);
        int last = 0;
        for (int start = 0; start < weights.Length; start += Block)
        {
            ReadOnlySpan<float> block = BlockAt(weights, start);
            double sum = TensorPrimitives.Sum(block);
            if (sum <= 0)
            {
                continue;
            }

            last = start;
            if (left < sum)
            {
                return start + PickInBlock(block, left);
            }

            left -= sum;
        }

        return last + PickInBlock(BlockAt(weights, last), double.MaxValue);
    }

    public static ReadOnlySpan<float> BlockAt(ReadOnlySpan<float> weights, int start)
        => weights.Slice(start, Math.Min(Block, weights.Length - start));

    // One after the other the weights may sum to a little less than the block does at once: then it is the last one.
    private static int PickInBlock(ReadOnlySpan<float> block, double left)
    {
        int last = 0;
        for (int i = 0; i < block.Length; i++)
        {
            if (block[i] > 0)
            {
                last = i;
                left -= block[i];
                if (left < 0)
                {
                    break;
                }
            }
        }

        return last;
    }
}
