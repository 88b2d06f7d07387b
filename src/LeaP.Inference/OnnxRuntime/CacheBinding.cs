using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Runs the graph over rows of the KV cache.</summary>
internal abstract class CacheBinding : IDisposable
{
    /// <summary>Makes a KV cache for a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="shape">Sizes of the cache.</param>
    /// <returns>The binding that suits the graph's attention and where it runs. It owns the cache.</returns>
    public static CacheBinding Create(ModelGraph graph, KvShape shape)
    {
        if (graph.OpenDevice(shape) is not { } device)
        {
            var arena = new KvArena(shape);
            return graph.WritesCacheInPlace ? new InPlaceBinding(graph, arena) : new GrowingBinding(graph, arena);
        }

        return graph.WritesCacheInPlace
            ? new InPlaceBinding(graph, new DeviceKvMemory(device, shape))
            : new GrowingDeviceBinding(graph, device, shape.Rows);
    }

    /// <summary>Whether rows of different length can run as one batch.</summary>
    public abstract bool TakesRaggedRows { get; }

    /// <summary>
    /// Whether new tokens stand behind the longest row in the attention mask, rather than behind their own row.
    /// </summary>
    public abstract bool AppendsBehindLongest { get; }

    /// <summary>Runs the graph; new K and V come to stand behind each row's cached tokens.</summary>
    /// <param name="tokens">Token inputs.</param>
    /// <param name="row">First row.</param>
    /// <param name="cached">Cached tokens of each row from there.</param>
    /// <param name="added">New tokens per row.</param>
    /// <param name="logits">Where the logits go.</param>
    public abstract void Run(IReadOnlyList<OrtValue> tokens, int row, ReadOnlySpan<int> cached, int added, OrtValue logits);

    /// <inheritdoc cref="IKvMemory.Copy"/>
    public abstract void Copy(int from, int to, int length);

    /// <inheritdoc cref="IKvMemory.Swap"/>
    public abstract void Swap(int row, int length, int otherRow, int otherLength);

    /// <inheritdoc/>
    public abstract void Dispose();
}
