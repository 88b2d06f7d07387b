using LeaP.Inference.Cuda;
using LeaP.Inference.Engines;
using LeaP.Inference.Models;
using LeaP.Inference.Tokenizers;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Loads model folders in the layout of ONNX Runtime GenAI and drives them with raw ONNX Runtime.</summary>
public sealed class OnnxRuntimeEngineFactory : IModelEngineFactory
{
    private readonly TimeProvider _time;
    private readonly Func<ModelLoadOptions, IAccelerator?> _accelerator;

    /// <summary>Makes the factory with the system's clock.</summary>
    public OnnxRuntimeEngineFactory()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Makes the factory.</summary>
    /// <param name="time">The clock by which the engine learns how fast the machine is.</param>
    public OnnxRuntimeEngineFactory(TimeProvider time)
        : this(time, static options => options.Cuda is null ? null : new CudaAccelerator(options.Cuda))
    {
    }

    internal OnnxRuntimeEngineFactory(TimeProvider time, Func<ModelLoadOptions, IAccelerator?> accelerator)
    {
        _time = time;
        _accelerator = accelerator;
    }

    /// <inheritdoc/>
    public string Name => EngineNames.OnnxRuntime;

    /// <inheritdoc/>
    public Task<IModelEngine> LoadAsync(ModelLoadOptions options, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(options);
        // Reading weights takes seconds; the caller's thread is not held for it.
        return Task.Run(() => LoadCoreAsync(options, cancellationToken), cancellationToken);
    }

    private async Task<IModelEngine> LoadCoreAsync(ModelLoadOptions options, CancellationToken cancellationToken)
    {
        ModelFolder folder = ModelFolder.Open(options.Folder);
        GenAIConfig config = folder.Config;
        int context = ContextLimit.Of(folder, options);
        ByteLevelTokenizer tokenizer = TokenizerReader.Read(folder.Tokenizer);
        string fingerprint = await ModelFingerprint.ComputeAsync(folder, cancellationToken);
        IAccelerator? accelerator = _accelerator(options);
        // What a device has is its own to say, when it is asked for it.
        long available = accelerator is null ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes : long.MaxValue;
        MemoryDemand.Check(folder.WeightBytes, Shape(folder, context, rows: 0, TensorElementType.Float), available);
        ModelGraph graph = ModelGraph.Load(
            folder, options.Threads ?? config.Threads, accelerator, DrawCrew.Shares(options.SlotCount, config.VocabularySize));
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            TokenizerMatch.Check(folder, tokenizer, graph.VocabularySize);
            int rows = MemoryDemand.Rows(
                Shape(folder, context, rows: 1, graph.ElementType), options.SlotCount, options.KvMemoryBytes);
            KvShape shape = Shape(folder, context, rows, graph.ElementType);
            MemoryDemand.Check(folder.WeightBytes, shape, available);
            var model = new ModelDescription(context, options.SlotCount, fingerprint, config.Sampling);
            return new OnnxEngine(
                graph, tokenizer, config.EndTokens, shape, model, new ChunkPace(_time, options.LongestStall));
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    private static KvShape Shape(ModelFolder folder, int context, int rows, TensorElementType type)
        => new(rows, folder.Config.Layers, folder.Config.KeyValueHeads, context, folder.Config.HeadSize, type);
}
