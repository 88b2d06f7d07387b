using LeaP.Inference.Engines;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>What a model needs of the machine's memory, and how many paths' KV fit.</summary>
internal static class MemoryDemand
{
    /// <summary>How many contexts of full length have their KV in memory at once.</summary>
    /// <param name="path">Shape of one path's cache.</param>
    /// <param name="slots">Paths that may exist at once.</param>
    /// <param name="limit">Bytes the cache may take; null for what the slots need.</param>
    /// <exception cref="ModelLoadException">Not even one fits.</exception>
    public static int Rows(KvShape path, int slots, long? limit)
    {
        if (limit is null)
        {
            return slots;
        }

        long rows = limit.Value / path.PathBytes;
        return rows > 0
            ? (int)Math.Min(rows, slots)
            : throw new ModelLoadException(
                $"KvMemoryBytes is {Mebibytes(limit.Value)}; one path with {path.Capacity} tokens takes {Mebibytes(path.PathBytes)}. "
                + "Raise it or lower MaxContextTokens.");
    }

    /// <summary>Refuses what cannot fit before anything is loaded.</summary>
    /// <param name="weights">Bytes of graph and weights.</param>
    /// <param name="cache">The KV cache.</param>
    /// <param name="available">Bytes the process may use.</param>
    /// <exception cref="ModelLoadException">It does not fit; the message says what takes how much.</exception>
    public static void Check(long weights, KvShape cache, long available)
    {
        if (weights > available)
        {
            throw new ModelLoadException(
                $"The model's weights take {Mebibytes(weights)}; {Has(available)}. Use a machine with more memory or a model "
                + "with fewer bits per weight.");
        }

        if (cache.TotalBytes > available - weights)
        {
            throw new ModelLoadException(TooLarge(cache, $"beside {Mebibytes(weights)} of weights {Has(available)}"));
        }
    }

    /// <summary>The complaint that the KV cache does not fit.</summary>
    public static string TooLarge(KvShape shape, string limit)
        => $"The KV cache of {shape.Rows} paths with {shape.Capacity} tokens each takes {Mebibytes(shape.TotalBytes)}; {limit}. "
            + "Lower SlotCount or MaxContextTokens, or set KvMemoryBytes.";

    private static string Has(long available) => $"this process may use {Mebibytes(available)}";

    private static string Mebibytes(long bytes) => FormattableString.Invariant($"{bytes / (1024.0 * 1024):F0} MiB");
}
