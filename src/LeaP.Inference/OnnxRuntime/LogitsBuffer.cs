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

    /// <summary>Room that a thread brings to <see cref="At"/>: empty where the graph gives floats.</summary>
    public float[] NewRoom() => new float[_type == TensorElementType.Float ? 0 : _vocabularySize];

    /// <summary>The logits at one place, counted over batch and tokens; valid until the next run.</summary>
    /// <param name="index">The place.</param>
    /// <param name="room">The thread's own, from <see cref="NewRoom"/>.</param>
    public ReadOnlySpan<float> At(int index, float[] room)
    {
        ReadOnlySpan<byte> bytes = BytesAt(index);
        if (_type == TensorElementType.Float)
        {
            return MemoryMarshal.Cast<byte, float>(bytes);
        }

        LogitsNumbers.ToSingle(_type, bytes, room);
        return room;
    }

    /// <summary>A copy of the logits at one place.</summary>
    public float[] CopyAt(int index)
    {
        float[] copy = new float[_vocabularySize];
        LogitsNumbers.ToSingle(_type, BytesAt(index), copy);
        return copy;
    }

    private ReadOnlySpan<byte> BytesAt(int index)
        => _memory.AsSpan(index * _vocabularySize * ElementSize, _vocabularySize * ElementSize);
}
