using System.Globalization;
using LeaP.Inference.Cuda;
using LeaP.Inference.Engines;
using LeaP.Inference.Models;
using Microsoft.ML.OnnxRuntimeGenAI;

namespace LeaP.Inference.GenAI.Package;

/// <summary>A model of ONNX Runtime GenAI.</summary>
internal sealed class PackageModel : ISequenceModel
{
    private const string Cuda = "cuda";
    private const string ThreadsBegin = """{"model":{"decoder":{"session_options":{"intra_op_num_threads":""";
    private const string ThreadsEnd = "}}}}";

    private readonly Stack<IDisposable> _made;
    private readonly Model _model;
    private readonly GeneratorParams _settings;
    private readonly string _logits;

    private PackageModel(Stack<IDisposable> made, Model model, GeneratorParams settings, GenAIConfig config)
    {
        _made = made;
        _model = model;
        _settings = settings;
        _logits = config.Logits;
        VocabularySize = config.VocabularySize;
    }

    public int VocabularySize { get; }

    /// <inheritdoc cref="SequenceModelLoader"/>
    public static ISequenceModel Load(ModelFolder folder, ModelLoadOptions options, int contextTokens)
    {
        var made = new Stack<IDisposable>();
        try
        {
            made.Push(new RuntimeLease());
            Model model = Open(folder, options);
            made.Push(model);
            GeneratorParams settings = Settings(model, contextTokens);
            made.Push(settings);
            var loaded = new PackageModel(made, model, settings, folder.Config);
            loaded.Try(folder.Config.EndTokens[0]);
            return loaded;
        }
        catch (Exception error)
        {
            Release(made);
            throw error switch
            {
                DllNotFoundException or EntryPointNotFoundException => new ModelLoadException(
                    $"ONNX Runtime GenAI's native library cannot be loaded: {error.Message}", error),
                _ => new ModelLoadException(
                    $"ONNX Runtime GenAI cannot run the model in '{folder.Folder}': {error.Message}", error),
            };
        }
    }

    public ITokenSequence Create() => new PackageSequence(new Generator(_model, _settings), _logits);

    public void Dispose() => Release(_made);

    // The last that was made goes first: nothing may outlive the runtime it was made with.
    private static void Release(Stack<IDisposable> made)
    {
        while (made.TryPop(out IDisposable? last))
        {
            last.Dispose();
        }
    }

    private static Model Open(ModelFolder folder, ModelLoadOptions options)
    {
        using var config = new Config(folder.Folder);
        // The settings say what a model runs on, not its folder.
        config.ClearProviders();
        if (options.Cuda is not null)
        {
            config.AppendProvider(Cuda);
            foreach ((string name, string value) in CudaAccelerator.Settings(options.Cuda))
            {
                config.SetProviderOption(Cuda, name, value);
            }
        }

        if (options.Threads is { } threads)
        {
            config.Overlay(ThreadsBegin + threads.ToString(CultureInfo.InvariantCulture) + ThreadsEnd);
        }

        return new Model(config);
    }

    private static GeneratorParams Settings(Model model, int contextTokens)
    {
        var settings = new GeneratorParams(model);
        try
        {
            // A KV cache of this length is allocated for each sequence, and beams or batches of the model's own would be more.
            settings.SetSearchOption("max_length", contextTokens);
            settings.SetSearchOption("batch_size", 1);
            settings.SetSearchOption("num_beams", 1);
            settings.SetSearchOption("num_return_sequences", 1);
            return settings;
        }
        catch
        {
            settings.Dispose();
            throw;
        }
    }

    // A model loads although its inputs are not those of the configuration; only a run finds that out.
    private void Try(int token)
    {
        using ITokenSequence sequence = Create();
        sequence.Append([token]);
        sequence.ReadLogits(new float[VocabularySize]);
    }
}
