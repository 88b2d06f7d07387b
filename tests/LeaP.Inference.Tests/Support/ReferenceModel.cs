using LeaP.Inference.Models;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.Tests.Support;

/// <summary>A model run the plain way: every question is one prefill of the whole sequence from nothing.</summary>
internal sealed class ReferenceModel : IDisposable
{
    private readonly GenAIConfig _config;
    private readonly InferenceSession _session;

    public ReferenceModel(string? folder = null)
    {
        folder ??= EmbeddedModelFiles.Folder;
        _config = GenAIConfigReader.Read(Path.Combine(folder, "genai_config.json"));
        _session = new InferenceSession(Path.Combine(folder, "model.onnx"));
    }

    public float[] LogitsBehind(IReadOnlyList<int> ids)
    {
        long[] tokens = [.. ids.Select(id => (long)id)];
        long[] mask = [.. ids.Select(_ => 1L)];
        long[] positions = [.. Enumerable.Range(0, ids.Count).Select(i => (long)i)];
        long[] shape = [1, tokens.Length];
        var inputs = new Dictionary<string, OrtValue>
        {
            [_config.InputIds] = OrtValue.CreateTensorValueFromMemory(tokens, shape),
            [_config.AttentionMask] = OrtValue.CreateTensorValueFromMemory(mask, shape),
        };
        if (_session.InputMetadata.ContainsKey(_config.PositionIds))
        {
            inputs[_config.PositionIds] = OrtValue.CreateTensorValueFromMemory(positions, shape);
        }

        foreach (string name in _config.PastKeys.Concat(_config.PastValues))
        {
            inputs[name] = OrtValue.CreateAllocatedTensorValue(
                OrtAllocator.DefaultInstance, _session.InputMetadata[name].ElementDataType, [1, _config.KeyValueHeads, 0, _config.HeadSize]);
        }

        using var run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, inputs, [_config.Logits]);
        float[] last = outputs[0].GetTensorTypeAndShape().ElementDataType == TensorElementType.Float16
            ? [.. outputs[0].GetTensorDataAsSpan<Float16>()[^_config.VocabularySize..].ToArray().Select(value => value.ToFloat())]
            : outputs[0].GetTensorDataAsSpan<float>()[^_config.VocabularySize..].ToArray();
        foreach (OrtValue input in inputs.Values)
        {
            input.Dispose();
        }

        return last;
    }

    public void Dispose() => _session.Dispose();
}
