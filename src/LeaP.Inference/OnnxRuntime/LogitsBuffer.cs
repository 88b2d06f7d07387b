using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Memory for the logits of one run, whatever their type in the graph.</summary>
internal sealed class LogitsBuffer
{
    private readonly TensorElementType _type;
    private readonly int _vocabularySize;
    private byte[] _memory = [];

    public LogitsBuffer(TensorElementType type, int vocabularySize)
    {
        _type = type;
        _vocabularySize = vocabularySize;
    }

    private int ElementSize => LogitsNumbers.Size(_type);

    /// <summary>A tensor <c>[batch, tokens, vocabulary]</c> over the memory; valid until the next call.</summary>
    public OrtValue Tensor(int batch, int tokens)
    {
        int bytes = checked(batch * tokens * _vocabularySize * ElementSize);
        if (_memory.Length < bytes)
        {
            _memory = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        }

        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            _type,
            [batch, tokens, _vocabularySize],
            Marshal.UnsafeAddrOfPinnedArrayElement(_memory, 0),
            bytes);
    }

    /// <summary>The logits at one place, counted over batch and tokens; valid until the next run.</summary>
    /// <param name="index">The place.</param>
    /// <param name="converted">Room for the logits, used where the graph gives another type than floats.</param>
    public ReadOnlySpan<float> At(int index, Span<float> converted)
    {
        ReadOnlySpan<byte> bytes = _memory.AsSpan(index * _vocabularySize * ElementSize, _vocabularySize * ElementSize);
        if (_type == TensorElementType.Float)
        {
            return MemoryMarshal.Cast<byte, float>(bytes);
        }

        converted = converted[.._vocabularySize];
        LogitsNumbers.ToSingle(_type, bytes, converted);
        return converted;
    }
}
