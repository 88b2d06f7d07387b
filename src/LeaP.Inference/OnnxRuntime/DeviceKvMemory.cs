using System.Runtime.InteropServices;
using LeaP.Inference.Engines;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// The KV cache in the memory of a device, laid out as <see cref="KvArena"/> lays it out, with a row more that exchanges go
/// through. Rows are copied whole: the first tokens of a row are not one piece.
/// </summary>
internal sealed class DeviceKvMemory : IKvMemory
{
    private readonly DeviceMemory _device;
    private readonly List<OrtValue> _tensors = [];

    /// <exception cref="ModelLoadException">The device has too little memory.</exception>
    public DeviceKvMemory(DeviceMemory device, KvShape shape)
    {
        _device = device;
        Shape = shape;
        try
        {
            for (int i = 0; i < shape.Tensors; i++)
            {
                _tensors.Add(device.Allocate(shape.Rows + 1, shape.Capacity));
            }

            Clear();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public KvShape Shape { get; }

    private int SpareRow => Shape.Rows;

    public OrtValue View(int tensor, int row, int count) => OrtValue.CreateTensorValueWithData(
        _device.Info,
        Shape.ElementType,
        [count, Shape.Heads, Shape.Capacity, Shape.HeadSize],
        AddressOf(_tensors[tensor]) + (nint)(row * Shape.RowBytes),
        count * Shape.RowBytes);

    public void Copy(int from, int to, int length)
    {
        OrtValue[] source = Row(from);
        OrtValue[] target = Row(to);
        try
        {
            _device.Copy(source, target, Shape.Capacity);
        }
        finally
        {
            Release(source);
            Release(target);
        }
    }

    public void Swap(int row, int length, int otherRow, int otherLength)
    {
        Copy(row, SpareRow, length);
        Copy(otherRow, row, otherLength);
        Copy(SpareRow, otherRow, length);
    }

    public void Dispose()
    {
        Release(_tensors);
        _tensors.Clear();
        _device.Dispose();
    }

    private static unsafe nint AddressOf(OrtValue tensor)
        => (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.GetTensorMutableRawData()));

    private static void Release(IEnumerable<OrtValue> values)
    {
        foreach (OrtValue value in values)
        {
            value.Dispose();
        }
    }

    private OrtValue[] Row(int row) => [.. Enumerable.Range(0, Shape.Tensors).Select(tensor => View(tensor, row, 1))];

    // What was in the memory before may be no number, and a product of zero and no number is no number.
    private void Clear()
    {
        byte[] zeros = GC.AllocateArray<byte>(checked((int)Shape.RowBytes), pinned: true);
        using OrtValue zero = OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            Shape.ElementType,
            [1, Shape.Heads, Shape.Capacity, Shape.HeadSize],
            Marshal.UnsafeAddrOfPinnedArrayElement(zeros, 0),
            Shape.RowBytes);
        OrtValue[] source = [.. Enumerable.Repeat(zero, Shape.Tensors)];
        for (int row = 0; row <= SpareRow; row++)
        {
            OrtValue[] target = Row(row);
            _device.Copy(source, target, Shape.Capacity);
            Release(target);
        }
    }
}
