namespace LeaP.Inference.Engines;

/// <summary>Names of the engines.</summary>
public static class EngineNames
{
    /// <summary>ONNX Runtime GenAI over a model folder; every path has a generator of its own.</summary>
    public const string GenAI = "genai";

    /// <summary>Raw ONNX Runtime over a model folder; every active path decodes in one batch.</summary>
    public const string OnnxRuntime = "onnxruntime";

    /// <summary>A model behind completions servers, such as vLLM, SGLang or llama-server; no model here.</summary>
    public const string OpenAI = "openai";

    /// <summary>Text from a fixed rule, without a model; for tests and trials of everything around the model.</summary>
    public const string Scripted = "scripted";
}
