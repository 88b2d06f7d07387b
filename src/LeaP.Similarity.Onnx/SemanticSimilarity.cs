using System.Numerics.Tensors;
using LeaP.Inference.Engines;
using LeaP.Reasoning.Similarity;
using LeaP.Similarity.Onnx.Models;
using LeaP.Similarity.Onnx.Tokenizers;

namespace LeaP.Similarity.Onnx;

/// <summary>
/// Similarity of meaning by an embedding model: <c>(1 + cos) / 2</c> of the two texts' vectors, so 1 for the same direction,
/// 0.5 for none in common and 0 for opposite ones. The order of peers is that of the cosine. Not in the paper, which
/// compares characters (Eq. 4).
/// </summary>
public sealed class SemanticSimilarity : IPreparedSimilarity, IDisposable
{
    /// <summary>What a measure's name begins with; the model's name follows.</summary>
    public const string NamePrefix = "semantic:";

    private readonly EmbeddingGraph _graph;
    private readonly VectorCache _vectors;
    private readonly SemaphoreSlim _preparing = new(1);

    private SemanticSimilarity(string name, EmbeddingGraph graph, EmbeddingTokenizer tokenizer, int cachedTexts)
    {
        Name = name;
        _graph = graph;
        _vectors = new VectorCache(cachedTexts, text => graph.Embed(tokenizer.Encode(text)));
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <summary>Loads a model and runs it once.</summary>
    /// <param name="model">Name of the model; requests ask for <see cref="NamePrefix"/> and this.</param>
    /// <param name="options">Where it is and how it is run.</param>
    /// <exception cref="ModelLoadException">
    /// A file is missing, broken or of a kind that is not known; the message names the file and what is allowed.
    /// </exception>
    public static SemanticSimilarity Load(string model, EmbeddingModelOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokens, 4, nameof(options.MaxTokens));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CachedTexts, 1, nameof(options.CachedTexts));
        var tokenizer = EmbeddingTokenizer.Read(Path.Combine(options.Folder, "tokenizer.json"), options.MaxTokens);
        EmbeddingGraph graph = EmbeddingGraph.Load(
            FindGraph(options.Folder), PoolingReader.Read(options.Folder), options.Threads);
        try
        {
            graph.Embed(tokenizer.Encode("a first text"));
        }
        catch (Exception error) when (error is InvalidOperationException or Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
        {
            graph.Dispose();
            throw new ModelLoadException($"{options.Folder}: the model fails on a first text: {error.Message}", error);
        }

        return new SemanticSimilarity(NamePrefix + model, graph, tokenizer, options.CachedTexts);
    }

    /// <inheritdoc />
    public double Compute(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (string.Equals(a, b, StringComparison.Ordinal))
        {
            return 1;
        }

        double cosine = TensorPrimitives.Dot<float>(_vectors.Get(a), _vectors.Get(b));
        return Math.Clamp((1 + cosine) / 2, 0, 1);
    }

    /// <inheritdoc />
    public async Task PrepareAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);

        // One text at a time: many sessions must not fill all cores with work that only may be needed.
        await _preparing.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(() => _vectors.Get(text), cancellationToken);
        }
        finally
        {
            _preparing.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _graph.Dispose();
        _preparing.Dispose();
    }

    private static string FindGraph(string folder)
    {
        string[] places = [Path.Combine(folder, "model.onnx"), Path.Combine(folder, "onnx", "model.onnx")];
        return places.FirstOrDefault(File.Exists)
            ?? throw new ModelLoadException($"{folder} must hold model.onnx or onnx/model.onnx; it holds neither.");
    }
}
