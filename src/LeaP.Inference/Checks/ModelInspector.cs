using System.Globalization;
using System.Text;
using LeaP.Inference.ChatTemplates;
using LeaP.Inference.Engines;
using LeaP.Inference.Models;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tokenizers;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.Checks;

/// <summary>Looks into a model folder, loads it, and tests that paths can be driven through it.</summary>
public static class ModelInspector
{
    private const int TestContext = 512;

    // Past and present are packed beside the cache itself.
    private const int GrowingCopies = 3;

    /// <summary>Finds out everything a report holds.</summary>
    /// <param name="options">The folder, and what to count memory for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ModelLoadException">The model is broken or cannot be driven; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is not between 2 and the model's context.</exception>
    public static Task<ModelReport> InspectAsync(ModelCheckOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() => InspectCoreAsync(options, cancellationToken), cancellationToken);
    }

    private static async Task<ModelReport> InspectCoreAsync(ModelCheckOptions options, CancellationToken cancellationToken)
    {
        ModelFolder folder = ModelFolder.Open(options.Folder);
        GenAIConfig config = folder.Config;
        int context = options.ContextTokens ?? config.ContextLength;
        if (context < 2 || context > config.ContextLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), context, $"The context must be from 2 to {config.ContextLength} tokens, which is the model's own.");
        }

        ByteLevelTokenizer tokenizer = TokenizerReader.Read(folder.Tokenizer);
        var engine = (OnnxEngine)await new OnnxRuntimeEngineFactory().LoadAsync(
            new ModelLoadOptions
            {
                Folder = options.Folder,
                SlotCount = SelfTest.Slots,
                MaxContextTokens = Math.Min(TestContext, config.ContextLength),
                Threads = options.Threads,
            },
            cancellationToken);
        await using (engine)
        {
            ModelGraph graph = engine.Graph;
            SelfTestResult test = await SelfTest.RunAsync(engine, IsExact(folder, graph), cancellationToken);
            return Report(folder, tokenizer, graph, context, test);
        }
    }

    private static ModelReport Report(
        ModelFolder folder, ByteLevelTokenizer tokenizer, ModelGraph graph, int context, SelfTestResult test)
    {
        GenAIConfig config = folder.Config;
        var path = new KvShape(1, config.Layers, config.KeyValueHeads, context, config.HeadSize, graph.ElementType);
        long perPath = path.PathBytes * (graph.WritesCacheInPlace ? 1 : GrowingCopies);
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        (string? prefix, string? suffix, string? problem) = Chat(folder.Folder);
        return new ModelReport
        {
            Family = config.ModelType,
            Weights = WeightText(folder, graph),
            WeightBytes = folder.WeightBytes,
            Layers = config.Layers,
            KeyValueHeads = config.KeyValueHeads,
            HeadSize = config.HeadSize,
            CacheType = graph.ElementType.ToString(),
            CacheStyle = graph.WritesCacheInPlace ? CacheStyle.InPlace : CacheStyle.Growing,
            TakesPositions = graph.TakesPositions,
            PrunesHead = graph.LogitsOfLastTokenOnly,
            WindowedLayers = folder.Outline.WindowedLayers,
            Vocabulary = graph.VocabularySize,
            TokenizerIds = tokenizer.IdCount,
            EndTokens = [.. config.EndTokens.Select(id => Encoding.UTF8.GetString(tokenizer.BytesOf(id)))],
            MaxContextTokens = config.ContextLength,
            ContextTokens = context,
            CacheBytesPerToken = path.PathBytes / context,
            CacheBytesPerPath = perPath,
            AvailableBytes = available,
            PathsThatFit = Math.Max(0, available - folder.WeightBytes) / perPath,
            ChatPrefix = prefix,
            ChatSuffix = suffix,
            ChatProblem = problem,
            SelfTest = test,
        };
    }

    private static (string? Prefix, string? Suffix, string? Problem) Chat(string folder)
    {
        try
        {
            (string prefix, string suffix) = ModelChat.ReadWrapping(folder);
            return (prefix, suffix, null);
        }
        catch (ModelLoadException error)
        {
            // A profile may bring a wrapping of its own, so this is worth telling and no reason to refuse the model.
            return (null, null, error.Message);
        }
    }

    private static string WeightText(ModelFolder folder, ModelGraph graph) => folder.Outline.QuantizedBits.Count > 0
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{string.Join(" and ", folder.Outline.QuantizedBits)} bits ({folder.Outline.QuantizedShare:P0} of matrix products)")
        : graph.ElementType == TensorElementType.Float ? "float32" : "float16";

    private static bool IsExact(ModelFolder folder, ModelGraph graph)
        => folder.Outline.QuantizedBits.Count == 0 && graph.ElementType == TensorElementType.Float;
}
