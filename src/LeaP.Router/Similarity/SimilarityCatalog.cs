using LeaP.Inference.Engines;
using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Similarity;
using LeaP.Router.Options;
using LeaP.Similarity.Onnx;
using LeaP.Similarity.Onnx.Models;
using Microsoft.Extensions.Options;

namespace LeaP.Router.Similarity;

/// <summary>The similarity measures of this router: those of the product and one for each embedding model of its settings.</summary>
internal sealed partial class SimilarityCatalog : IDisposable
{
    private readonly List<SemanticSimilarity> _semantic = [];

    /// <summary>Loads the models.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="logger">Where it is told what was loaded.</param>
    /// <exception cref="OptionsValidationException">A model cannot be loaded; the message names setting and file.</exception>
    public SimilarityCatalog(IOptions<SimilarityOptions> options, ILogger<SimilarityCatalog> logger)
    {
        SimilarityOptions settings = options.Value;
        foreach ((string model, string folder) in settings.Models.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            try
            {
                _semantic.Add(SemanticSimilarity.Load(model, new EmbeddingModelOptions
                {
                    Folder = folder,
                    Threads = settings.Threads,
                    MaxTokens = settings.MaxTokens,
                    CachedTexts = settings.CachedTexts,
                }));
            }
            catch (ModelLoadException error)
            {
                Dispose();
                throw new OptionsValidationException(
                    SimilarityOptions.Section,
                    typeof(SimilarityOptions),
                    [$"{SimilarityOptions.Section}:{nameof(settings.Models)}:{model}: {error.Message}"]);
            }

            LogLoaded(logger, _semantic[^1].Name, folder);
        }

        Measures = new NamedCatalog<ISimilarityMeasure>([.. SimilarityMeasures.All, .. _semantic]);
    }

    /// <summary>The measures by name.</summary>
    public NamedCatalog<ISimilarityMeasure> Measures { get; }

    /// <inheritdoc />
    public void Dispose() => _semantic.ForEach(measure => measure.Dispose());

    [LoggerMessage(EventId = 4291, EventName = "EmbeddingModelLoaded", Level = LogLevel.Information,
        Message = "Similarity {Measure} is ready, by the embedding model in {Folder}.")]
    private static partial void LogLoaded(ILogger logger, string measure, string folder);
}
