using System.Runtime.InteropServices;
using LeaP.Inference.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class LogitsNumbersTests
{
    private static readonly ushort[] AllBits = [.. Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits)];

    [Fact]
    public void Every_number_of_16_bits_becomes_the_float_of_its_value()
    {
        float[] floats = Read(TensorElementType.Float16);

        for (int bits = 0; bits < AllBits.Length; bits++)
        {
            floats[bits].ShouldBe((float)BitConverter.UInt16BitsToHalf((ushort)bits));
        }
    }

    [Fact]
    public void Every_number_of_16_bits_with_the_exponent_of_a_float_becomes_the_float_of_its_value()
    {
        float[] floats = Read(TensorElementType.BFloat16);

        for (int bits = 0; bits < AllBits.Length; bits++)
        {
            BitConverter.SingleToUInt32Bits(floats[bits]).ShouldBe((uint)bits << 16);
        }
    }

    [Fact]
    public void Floats_stay_as_they_are()
    {
        float[] floats = new float[4];
        LogitsNumbers.ToSingle(TensorElementType.Float, MemoryMarshal.AsBytes<float>([1.5f, -0f, float.NaN, 1e-40f]), floats);
        floats.ShouldBe([1.5f, -0f, float.NaN, 1e-40f]);
    }

    [Fact]
    public void Other_types_are_refused()
    {
        LogitsNumbers.CanRead(TensorElementType.Double).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => LogitsNumbers.ToSingle(TensorElementType.Double, new byte[8], new float[1]));
    }

    private static float[] Read(TensorElementType type)
    {
        float[] floats = new float[AllBits.Length];
        LogitsNumbers.ToSingle(type, MemoryMarshal.AsBytes(AllBits.AsSpan()), floats);
        return floats;
    }
}
