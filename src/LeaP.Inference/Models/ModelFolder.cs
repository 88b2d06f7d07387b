using LeaP.Inference.Engines;
using LeaP.Inference.Graphs;

namespace LeaP.Inference.Models;

/// <summary>The files of a model folder in the layout of ONNX Runtime GenAI.</summary>
internal sealed record ModelFolder
{
    private const string ConfigName = "genai_config.json";
    private const string TokenizerName = "tokenizer.json";

    private ModelFolder(string folder, GenAIConfig config)
    {
        Config = config;
        Folder = folder;
        Graph = Path.Combine(folder, config.ModelFile);
        Tokenizer = Path.Combine(folder, TokenizerName);
        Require(Graph, $"the ONNX graph that 'model.decoder.filename' of {ConfigName} names");
        Require(Tokenizer, "the tokenizer in the layout of Hugging Face tokenizers");
        Outline = GraphOutlineReader.Read(Graph);
        Outline.RequireWeights(Graph);
        Outline.RefuseWhatCannotBeDriven(Graph);
        Weights =
        [
            .. Directory.EnumerateFiles(folder, config.ModelFile + "*")
                .Union(Outline.WeightFiles.Keys.Select(name => Path.Combine(folder, name)))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    /// <summary>What the configuration says.</summary>
    public GenAIConfig Config { get; }

    /// <summary>Path of the graph.</summary>
    public string Graph { get; }

    /// <summary>What the graph's file says.</summary>
    public GraphOutline Outline { get; }

    /// <summary>Paths of the graph and of its weight files: those it names, and those whose names begin with its own.</summary>
    public IReadOnlyList<string> Weights { get; }

    /// <summary>Path of the tokenizer.</summary>
    public string Tokenizer { get; }

    /// <summary>Bytes of graph and weights on disk.</summary>
    public long WeightBytes => Weights.Sum(file => new FileInfo(file).Length);

    /// <summary>Looks whether everything is there and reads the configuration.</summary>
    /// <exception cref="ModelLoadException">Something is missing or broken; the message names it.</exception>
    public static ModelFolder Open(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ModelLoadException(
                $"There is no model folder '{folder}'. It must hold {ConfigName}, the ONNX graph it names and {TokenizerName}.");
        }

        string config = Path.Combine(folder, ConfigName);
        Require(config, "the description of the model in the layout of ONNX Runtime GenAI");
        return new ModelFolder(folder, GenAIConfigReader.Read(config));
    }

    private static void Require(string file, string what)
    {
        if (!File.Exists(file))
        {
            throw new ModelLoadException($"There is no file '{file}'; it must be {what}.");
        }
    }
}
