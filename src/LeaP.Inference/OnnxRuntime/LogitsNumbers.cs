using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Logits in the type that a graph gives them in.</summary>
internal static class LogitsNumbers
{
    /// <summary>Whether logits of this type can be read.</summary>
    public static bool CanRead(TensorElementType type)
        => type is TensorElementType.Float or TensorElementType.Float16 or TensorElementType.BFloat16;

    /// <summary>Bytes of one number.</summary>
    public static int Size(TensorElementType type) => type == TensorElementType.Float ? sizeof(float) : sizeof(ushort);

    /// <summary>Turns numbers of 16 or 32 bits into floats. Every value of theirs is a float's too, so nothing is rounded.</summary>
    /// <param name="type">One that <see cref="CanRead"/> takes.</param>
    /// <param name="bytes">The numbers.</param>
    /// <param name="floats">Where they go; as many.</param>
    public static void ToSingle(TensorElementType type, ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        switch (type)
        {
            case TensorElementType.Float:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(floats);
                break;
            case TensorElementType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), floats);
                break;
            case TensorElementType.BFloat16:
                // The upper half of a float.
                Span<uint> bits = MemoryMarshal.Cast<float, uint>(floats);
                TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, ushort>(bytes), bits);
                TensorPrimitives.ShiftLeft(bits, 16, bits);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Logits must be Float, Float16 or BFloat16.");
        }
    }
}
