using LeaP.Inference.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.Tests.Support;

/// <summary>The embedded model run the plain way: every question is one prefill of the whole sequence from nothing.</summary>
internal sealed class ReferenceModel : IDisposable
{
    private readonly GenAIConfig _config = GenAIConfigReader.Read(Path.Combine(EmbeddedModelFiles.Folder, "genai_config.json"));
    private readonly InferenceSession _session = new(Path.Combine(EmbeddedModelFiles.Folder, "model.onnx"));

    public float[] LogitsBehind(IReadOnlyList<int> ids)
    {
        long[] tokens = [.. ids.Select(id => (long)id)];
        long[] mask = [.. ids.Select(_ => 1L)];
        long[] shape = [1, tokens.Length];
        var inputs = new Dictionary<string, OrtValue>
        {
            [_config.InputIds] = OrtValue.CreateTensorValueFromMemory(tokens, shape),
            [_config.AttentionMask] = OrtValue.CreateTensorValueFromMemory(mask, shape),
        };
        foreach (string name in _config.PastKeys.Concat(_config.PastValues))
        {
            inputs[name] = OrtValue.CreateAllocatedTensorValue(
                OrtAllocator.DefaultInstance, TensorElementType.Float, [1, _config.KeyValueHeads, 0, _config.HeadSize]);
        }

        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, inputs, [_config.Logits]);
        ReadOnlySpan<float> logits = outputs[0].GetTensorDataAsSpan<float>();
        float[] last = logits[^_config.VocabularySize..].ToArray();
        foreach (OrtValue input in inputs.Values)
        {
            input.Dispose();
        }

        return last;
    }

    public void Dispose() => _session.Dispose();
}
