using LeaP.Inference.Engines;

namespace LeaP.Inference.Models;

/// <summary>The files of a model folder in the layout of ONNX Runtime GenAI.</summary>
internal sealed record ModelFolder
{
    private const string ConfigName = "genai_config.json";
    private const string TokenizerName = "tokenizer.json";

    private ModelFolder(string folder, GenAIConfig config)
    {
        Config = config;
        Graph = Path.Combine(folder, config.ModelFile);
        Weights = [.. Directory.EnumerateFiles(folder, config.ModelFile + "*").Order(StringComparer.Ordinal)];
        Tokenizer = Path.Combine(folder, TokenizerName);
    }

    /// <summary>What the configuration says.</summary>
    public GenAIConfig Config { get; }

    /// <summary>Path of the graph.</summary>
    public string Graph { get; }

    /// <summary>Paths of the graph and of the weight files beside it, whose names begin with the graph's.</summary>
    public IReadOnlyList<string> Weights { get; }

    /// <summary>Path of the tokenizer.</summary>
    public string Tokenizer { get; }

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
        var model = new ModelFolder(folder, GenAIConfigReader.Read(config));
        Require(model.Graph, $"the ONNX graph that 'model.decoder.filename' of {ConfigName} names");
        Require(model.Tokenizer, "the tokenizer in the layout of Hugging Face tokenizers");
        return model;
    }

    private static void Require(string file, string what)
    {
        if (!File.Exists(file))
        {
            throw new ModelLoadException($"There is no file '{file}'; it must be {what}.");
        }
    }
}
