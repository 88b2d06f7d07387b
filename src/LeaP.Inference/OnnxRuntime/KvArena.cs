using System.Runtime.InteropServices;
using LeaP.Inference.Engines;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// The KV cache: per layer one tensor for K and one for V, <c>[rows, heads, capacity, head size]</c>, in native memory
/// that is allocated once. The graph reads its past from it and writes its present into the same place.
/// </summary>
internal sealed unsafe class KvArena : IKvMemory
{
    private const int Alignment = 64;

    private readonly nint[] _allocations;
    private readonly nint[] _tensors;

    /// <exception cref="ModelLoadException">The system refuses that much memory.</exception>
    public KvArena(KvShape shape)
    {
        Shape = shape;
        _allocations = new nint[shape.Tensors];
        _tensors = new nint[shape.Tensors];
        try
        {
            for (int i = 0; i < _tensors.Length; i++)
            {
                // Zeroed by the allocator, which leaves pages untouched until a context grows into them.
                _allocations[i] = (nint)NativeMemory.AllocZeroed((nuint)(shape.Rows * shape.RowBytes) + Alignment);
                _tensors[i] = (_allocations[i] + Alignment - 1) / Alignment * Alignment;
            }
        }
        catch (OutOfMemoryException)
        {
            Dispose();
            throw new ModelLoadException(MemoryDemand.TooLarge(shape, "the system refused it"));
        }
    }

    public KvShape Shape { get; }

    public OrtValue View(int tensor, int row, int count) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance,
        Shape.ElementType,
        [count, Shape.Heads, Shape.Capacity, Shape.HeadSize],
        _tensors[tensor] + (nint)(row * Shape.RowBytes),
        count * Shape.RowBytes);

    public void Copy(int from, int to, int length)
    {
        for (int tensor = 0; tensor < _tensors.Length; tensor++)
        {
            for (int head = 0; head < Shape.Heads; head++)
            {
                Tokens(tensor, from, head, 0, length).CopyTo(Tokens(tensor, to, head, 0, length));
            }
        }
    }

    public void Swap(int row, int length, int otherRow, int otherLength)
    {
        byte[] kept = GC.AllocateUninitializedArray<byte>(length * Shape.TokenBytes);
        for (int tensor = 0; tensor < _tensors.Length; tensor++)
        {
            for (int head = 0; head < Shape.Heads; head++)
            {
                Tokens(tensor, row, head, 0, length).CopyTo(kept);
                Tokens(tensor, otherRow, head, 0, otherLength).CopyTo(Tokens(tensor, row, head, 0, otherLength));
                kept.CopyTo(Tokens(tensor, otherRow, head, 0, length));
            }
        }
    }

    /// <summary>The bytes of consecutive tokens of one head in one row.</summary>
    public Span<byte> Tokens(int tensor, int row, int head, int first, int count)
    {
        long offset = (row * Shape.RowBytes) + ((((long)head * Shape.Capacity) + first) * Shape.TokenBytes);
        return new Span<byte>((void*)(_tensors[tensor] + (nint)offset), count * Shape.TokenBytes);
    }

    public void Dispose()
    {
        for (int i = 0; i < _allocations.Length; i++)
        {
            NativeMemory.Free((void*)_allocations[i]);
            _allocations[i] = 0;
        }
    }
}
