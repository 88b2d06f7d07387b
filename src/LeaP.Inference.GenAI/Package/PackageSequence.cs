using System.Runtime.InteropServices;
using LeaP.Inference.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.ML.OnnxRuntimeGenAI;

namespace LeaP.Inference.GenAI.Package;

/// <summary>
/// A generator that is only ever appended to. It never draws: a token it draws itself would be in its sequence but not in
/// its KV cache, and what is appended behind it would be wrong.
/// </summary>
internal sealed class PackageSequence(Generator generator, string logitsName) : ITokenSequence
{
    public void Append(ReadOnlySpan<int> ids) => generator.AppendTokens(ids);

    public void RewindTo(int length) => generator.RewindTo((ulong)length);

    public void ReadLogits(Span<float> logits)
    {
        using Microsoft.ML.OnnxRuntimeGenAI.Tensor output = generator.GetOutput(logitsName);
        long count = output.NumElements();
        if (count < logits.Length || count % logits.Length != 0)
        {
            throw new InvalidOperationException(
                $"The model's output '{logitsName}' has the shape [{string.Join(", ", output.Shape())}]; "
                + $"its last dimension must be {logits.Length}, as 'model.vocab_size' of genai_config.json says.");
        }

        // Both count element types as ONNX Runtime does, but this one does not name them all.
        var type = (TensorElementType)output.Type();
        ReadOnlySpan<byte> bytes = type == TensorElementType.Float
            ? MemoryMarshal.AsBytes(output.GetData<float>())
            : MemoryMarshal.AsBytes(output.GetData<ushort>());
        LogitsNumbers.ToSingle(type, bytes[^(logits.Length * LogitsNumbers.Size(type))..], logits);
    }

    public void Dispose() => generator.Dispose();
}
