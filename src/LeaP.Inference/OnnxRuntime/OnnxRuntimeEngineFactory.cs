using LeaP.Inference.Engines;
using LeaP.Inference.Models;
using LeaP.Inference.Tokenizers;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Loads model folders in the layout of ONNX Runtime GenAI and drives them with raw ONNX Runtime.</summary>
public sealed class OnnxRuntimeEngineFactory : IModelEngineFactory
{
    /// <inheritdoc/>
    public string Name => EngineNames.OnnxRuntime;

    /// <inheritdoc/>
    public Task<IModelEngine> LoadAsync(ModelLoadOptions options, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(options);
        // Reading weights takes seconds; the caller's thread is not held for it.
        return Task.Run(() => LoadCoreAsync(options, cancellationToken), cancellationToken);
    }

    private static async Task<IModelEngine> LoadCoreAsync(ModelLoadOptions options, CancellationToken cancellationToken)
    {
        ModelFolder folder = ModelFolder.Open(options.Folder);
        GenAIConfig config = folder.Config;
        int context = options.MaxContextTokens ?? config.ContextLength;
        if (context > config.ContextLength)
        {
            throw new ModelLoadException(
                $"MaxContextTokens is {context}; the model in '{options.Folder}' has a context of {config.ContextLength} tokens at most.");
        }

        ByteLevelTokenizer tokenizer = TokenizerReader.Read(folder.Tokenizer);
        string fingerprint = await ModelFingerprint.ComputeAsync(folder, cancellationToken);
        ModelGraph graph = ModelGraph.Load(folder, options.Threads ?? config.Threads);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var shape = new KvShape(
                options.SlotCount, config.Layers, config.KeyValueHeads, context, config.HeadSize, graph.ElementType);
            var model = new ModelDescription(context, options.SlotCount, fingerprint, config.Sampling);
            return new OnnxEngine(graph, tokenizer, config.EndTokens, shape, model);
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }
}
