using System.Numerics.Tensors;

namespace LeaP.Benchmarks.Decode;

/// <summary>How fast this machine reads memory: the limit of decoding a single path, which reads every weight for each token.</summary>
internal static class MemoryBandwidth
{
    private const int Floats = 1 << 27;
    private const int Runs = 5;

    /// <summary>Best of several runs over half a gibibyte with every core, in bytes a second.</summary>
    /// <param name="time">The clock.</param>
    public static double Measure(TimeProvider time)
    {
        float[] memory = new float[Floats];
        Array.Fill(memory, 1f);
        int cores = Environment.ProcessorCount;
        int share = Floats / cores;
        double best = 0;
        for (int run = 0; run < Runs; run++)
        {
            long start = time.GetTimestamp();
            double[] sums = new double[cores];
            Parallel.For(0, cores, core => sums[core] = TensorPrimitives.Sum<float>(memory.AsSpan(core * share, share)));
            double seconds = time.GetElapsedTime(start).TotalSeconds;
            best = sums.Sum() > 0 ? Math.Max(best, (double)share * cores * sizeof(float) / seconds) : best;
        }

        return best;
    }
}
