using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Runs the graph over rows of the KV arena.</summary>
internal abstract class CacheBinding : IDisposable
{
    /// <summary>Binds a graph to an arena.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="arena">The arena.</param>
    /// <returns>The binding that suits the graph's attention.</returns>
    public static CacheBinding Create(ModelGraph graph, KvArena arena)
        => graph.WritesCacheInPlace ? new InPlaceBinding(graph, arena) : new GrowingBinding(graph, arena);

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

    /// <inheritdoc/>
    public abstract void Dispose();
}
