using LeaP.Inference.Engines;
using LeaP.Inference.GenAI;
using LeaP.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.Tests.GenAI;

/// <summary>
/// Sequences that raw ONNX Runtime runs one at a time, with a KV cache that grows: the engine's other half where the
/// package is not there.
/// </summary>
internal sealed class PlainSequenceModel : ISequenceModel
{
    private PlainSequenceModel(ModelFolder folder, int contextTokens)
    {
        Config = folder.Config;
        ContextTokens = contextTokens;
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        Session = new InferenceSession(folder.Graph, options);
    }

    public GenAIConfig Config { get; }

    public int ContextTokens { get; }

    public InferenceSession Session { get; }

    public int VocabularySize => Config.VocabularySize;

    /// <summary>Whether the next run fails.</summary>
    public bool FailsNext { get; set; }

    /// <summary>Sequences that were made and not disposed.</summary>
    public int Open { get; set; }

    public static ISequenceModel Load(ModelFolder folder, ModelLoadOptions options, int contextTokens)
        => new PlainSequenceModel(folder, contextTokens);

    public ITokenSequence Create() => new PlainSequence(this);

    public void Dispose()
    {
        Session.Dispose();
        Open.ShouldBe(0);
    }
}
