using LeaP.Inference.Engines;
using LeaP.Inference.Models;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tokenizers;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.GenAI;

/// <summary>
/// Loads model folders and drives them with ONNX Runtime GenAI. Its package is part of builds with
/// <c>LeapAccelerator=Cuda</c> and of builds that name one with <c>GenAIPackageId</c>; others refuse to load.
/// </summary>
public sealed partial class GenAIEngineFactory : IModelEngineFactory
{
    private readonly TimeProvider _time;
    private readonly SequenceModelLoader? _loader;

    /// <summary>Makes the factory with the system's clock.</summary>
    public GenAIEngineFactory()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Makes the factory.</summary>
    /// <param name="time">The clock by which the engine learns how fast the machine is.</param>
    public GenAIEngineFactory(TimeProvider time)
    {
        _time = time;
        FindPackage(ref _loader);
    }

    internal GenAIEngineFactory(TimeProvider time, SequenceModelLoader loader)
    {
        _time = time;
        _loader = loader;
    }

    /// <inheritdoc/>
    public string Name => EngineNames.GenAI;

    /// <summary>Whether this build has the package.</summary>
    public bool HasPackage => _loader is not null;

    /// <inheritdoc/>
    public Task<IModelEngine> LoadAsync(ModelLoadOptions options, CancellationToken cancellationToken)
    {
        ArgumentChecks.Check(options);
        return Task.Run(() => LoadCoreAsync(options, cancellationToken), cancellationToken);
    }

    static partial void FindPackage(ref SequenceModelLoader? loader);

    private async Task<IModelEngine> LoadCoreAsync(ModelLoadOptions options, CancellationToken cancellationToken)
    {
        SequenceModelLoader load = _loader ?? throw new ModelLoadException(
            $"The engine '{Name}' needs ONNX Runtime GenAI, which this build does not have. Build the worker with "
            + "-p:LeapAccelerator=Cuda for NVIDIA GPUs or with -p:GenAIPackageId=Microsoft.ML.OnnxRuntimeGenAI for CPU cores, "
            + $"or use the engine '{EngineNames.OnnxRuntime}'.");
        ModelFolder folder = ModelFolder.Open(options.Folder);
        GenAIConfig config = folder.Config;
        int context = ContextLimit.Of(folder, options);
        RequireMemory(folder, options, context);
        ByteLevelTokenizer tokenizer = TokenizerReader.Read(folder.Tokenizer);
        TokenizerMatch.Check(folder, tokenizer, config.VocabularySize);
        string fingerprint = await ModelFingerprint.ComputeAsync(folder, cancellationToken);
        ISequenceModel model = load(folder, options, context);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new GenAIEngine(
                model,
                tokenizer,
                config.EndTokens,
                new ModelDescription(context, options.SlotCount, fingerprint, config.Sampling),
                new ChunkPace(_time, options.LongestStall));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private void RequireMemory(ModelFolder folder, ModelLoadOptions options, int context)
    {
        // What type the KV has is only known to the runtime; it is never smaller than 16 bits here.
        GenAIConfig config = folder.Config;
        var least = new KvShape(
            options.SlotCount, config.Layers, config.KeyValueHeads, context, config.HeadSize, TensorElementType.Float16);
        if (options.KvMemoryBytes < least.TotalBytes)
        {
            throw new ModelLoadException(MemoryDemand.TooLarge(
                least, $"KvMemoryBytes is {options.KvMemoryBytes}, and the engine '{Name}' keeps the KV of every path"));
        }
    }
}
