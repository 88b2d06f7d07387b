using LeaP.Inference.Engines;
using LeaP.Inference.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// An ONNX graph of a decoder. One whose attention is GroupQueryAttention reads and writes its KV cache in place: it takes
/// row lengths from the sums of the attention mask's rows and writes each row's new tokens behind its old ones.
/// </summary>
internal sealed class ModelGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly IAccelerator? _accelerator;
    private readonly RunOptions _run = new();
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;

    private ModelGraph(InferenceSession session, ModelFolder folder, int? threads, IAccelerator? accelerator)
    {
        _session = session;
        _accelerator = accelerator;
        Threads = threads ?? Environment.ProcessorCount;
        GenAIConfig config = folder.Config;
        TakesPositions = session.InputMetadata.ContainsKey(config.PositionIds);
        string[] tokens = TakesPositions
            ? [config.InputIds, config.AttentionMask, config.PositionIds]
            : [config.InputIds, config.AttentionMask];
        _inputNames = [.. tokens, .. config.PastKeys.Zip(config.PastValues, (k, v) => new[] { k, v }).SelectMany(pair => pair)];
        _outputNames = [config.Logits, .. config.PresentKeys.Zip(config.PresentValues, (k, v) => new[] { k, v }).SelectMany(pair => pair)];
        GraphContract.Check(folder, session, _inputNames, _outputNames);
        WritesCacheInPlace = folder.Outline.WritesCacheInPlace;
        ElementType = session.InputMetadata[config.PastKeys[0]].ElementDataType;
        NodeMetadata logits = session.OutputMetadata[config.Logits];
        LogitsType = logits.ElementDataType;
        LogitsOfLastTokenOnly = logits.Dimensions[1] == 1;
        VocabularySize = logits.Dimensions[2] > 0 ? logits.Dimensions[2] : config.VocabularySize;
    }

    /// <summary>Whether past and present of the KV cache are the same memory.</summary>
    public bool WritesCacheInPlace { get; }

    /// <summary>Whether the graph wants each token's position as an input.</summary>
    public bool TakesPositions { get; }

    /// <summary>Type of the KV cache.</summary>
    public TensorElementType ElementType { get; }

    /// <summary>Type of the logits.</summary>
    public TensorElementType LogitsType { get; }

    /// <summary>Whether a run of several tokens gives the logits of the last one only.</summary>
    public bool LogitsOfLastTokenOnly { get; }

    /// <summary>K and V tensors.</summary>
    public int CacheTensors => _outputNames.Length - 1;

    /// <summary>Threads that work on CPU cores may use at once.</summary>
    public int Threads { get; }

    /// <summary>Logits per token.</summary>
    public int VocabularySize { get; }

    /// <summary>Loads the graph.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="threads">Threads of one run; null lets ONNX Runtime choose.</param>
    /// <param name="accelerator">What it runs on; null for CPU cores.</param>
    /// <param name="threadsRest">Whether the threads rest between runs, because others have work then.</param>
    /// <exception cref="ModelLoadException">It is broken or of a kind that cannot be driven.</exception>
    public static ModelGraph Load(
        ModelFolder folder, int? threads, IAccelerator? accelerator = null, bool threadsRest = false)
    {
        // Official builds report usage over the network unless they are told not to.
        OrtEnv.Instance().DisableTelemetryEvents();
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads ?? 0,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        if (threadsRest)
        {
            // Else they look for work for milliseconds after a run, on the cores that now draw tokens.
            options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        }

        accelerator?.AddTo(options);
        InferenceSession session;
        try
        {
            session = new InferenceSession(folder.Graph, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelLoadException($"{folder.Graph} is not a graph that ONNX Runtime can load: {error.Message}", error);
        }

        try
        {
            return new ModelGraph(session, folder, threads, accelerator);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs the graph.</summary>
    /// <param name="tokens">Token inputs, in the graph's order.</param>
    /// <param name="past">K and V of every layer so far.</param>
    /// <param name="present">Where K and V with the new tokens go; the same as the past where the graph works in place.</param>
    /// <param name="logits">Where the logits go.</param>
    public void Run(
        IReadOnlyList<OrtValue> tokens, IReadOnlyList<OrtValue> past, IReadOnlyList<OrtValue> present, OrtValue logits)
    {
        if (_accelerator is null)
        {
            _session.Run(_run, _inputNames, [.. tokens, .. past], _outputNames, [logits, .. present]);
            return;
        }

        using OrtIoBinding binding = _session.CreateIoBinding();
        binding.BindAll(_inputNames, [.. tokens, .. past], _outputNames, [logits, .. present]);
        _session.RunBound(_run, binding);
    }

    /// <summary>Runs a graph that does not work in place; the device makes room for K and V itself.</summary>
    /// <param name="tokens">Token inputs, in the graph's order.</param>
    /// <param name="past">K and V of every layer so far, one row.</param>
    /// <param name="logits">Where the logits go.</param>
    /// <returns>K and V with the new tokens; the caller disposes them.</returns>
    public IReadOnlyList<OrtValue> RunGrowing(IReadOnlyList<OrtValue> tokens, IReadOnlyList<OrtValue> past, OrtValue logits)
    {
        using OrtIoBinding binding = _session.CreateIoBinding();
        binding.BindAll(_inputNames, [.. tokens, .. past], _outputNames, [logits]);
        foreach (string present in _outputNames.Skip(1))
        {
            binding.BindOutputToDevice(present, _accelerator!.Memory);
        }

        _session.RunBound(_run, binding);
        OrtValue[] outputs = [.. binding.GetOutputValues()];
        outputs[0].Dispose();
        return outputs[1..];
    }

    /// <summary>The memory of the device it runs on; null where that is the computer's own.</summary>
    /// <param name="shape">The KV cache that comes to lie there.</param>
    public DeviceMemory? OpenDevice(KvShape shape) => _accelerator is null ? null : new DeviceMemory(_accelerator, _session, shape);

    /// <summary>Makes a run in progress and all later ones fail soon.</summary>
    public void Interrupt() => _run.Terminate = true;

    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }
}
