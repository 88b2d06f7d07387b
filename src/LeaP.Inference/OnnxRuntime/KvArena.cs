using System.Runtime.InteropServices;
using LeaP.Inference.Engines;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>
/// The KV cache: per layer one tensor for K and one for V, <c>[rows, heads, capacity, head size]</c>, in native memory
/// that is allocated once. The graph reads its past from it and writes its present into the same place.
/// </summary>
internal sealed unsafe class KvArena : IDisposable
{
    private const int Alignment = 64;

    private readonly KvShape _shape;
    private readonly nint[] _allocations;
    private readonly nint[] _tensors;

    /// <exception cref="ModelLoadException">The machine has not that much memory.</exception>
    public KvArena(KvShape shape)
    {
        _shape = shape;
        _allocations = new nint[shape.Tensors];
        _tensors = new nint[shape.Tensors];
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (shape.TotalBytes > available)
        {
            throw TooLarge(shape, $"this machine has {Mebibytes(available)}");
        }

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
            throw TooLarge(shape, "the system refused it");
        }
    }

    /// <summary>A view of consecutive rows of one tensor. It owns nothing.</summary>
    /// <param name="tensor">K and V by turns: twice the layer for K, plus one for V.</param>
    /// <param name="row">First row.</param>
    /// <param name="count">Rows.</param>
    public OrtValue View(int tensor, int row, int count) => OrtValue.CreateTensorValueWithData(
        OrtMemoryInfo.DefaultInstance,
        _shape.ElementType,
        [count, _shape.Heads, _shape.Capacity, _shape.HeadSize],
        _tensors[tensor] + (nint)(row * _shape.RowBytes),
        count * _shape.RowBytes);

    /// <summary>Copies the first <paramref name="length"/> tokens of a row into another row.</summary>
    public void Copy(int from, int to, int length)
    {
        for (int tensor = 0; tensor < _tensors.Length; tensor++)
        {
            for (int head = 0; head < _shape.Heads; head++)
            {
                Tokens(tensor, from, head, length).CopyTo(Tokens(tensor, to, head, length));
            }
        }
    }

    /// <summary>Exchanges two rows of which only the first tokens are in use.</summary>
    public void Swap(int row, int length, int otherRow, int otherLength)
    {
        byte[] kept = GC.AllocateUninitializedArray<byte>(length * _shape.TokenBytes);
        for (int tensor = 0; tensor < _tensors.Length; tensor++)
        {
            for (int head = 0; head < _shape.Heads; head++)
            {
                Tokens(tensor, row, head, length).CopyTo(kept);
                Tokens(tensor, otherRow, head, otherLength).CopyTo(Tokens(tensor, row, head, otherLength));
                kept.CopyTo(Tokens(tensor, otherRow, head, length));
            }
        }
    }

    public void Dispose()
    {
        for (int i = 0; i < _allocations.Length; i++)
        {
            NativeMemory.Free((void*)_allocations[i]);
            _allocations[i] = 0;
        }
    }

    private Span<byte> Tokens(int tensor, int row, int head, int length)
    {
        nint start = _tensors[tensor] + (nint)(row * _shape.RowBytes) + (nint)((long)head * _shape.Capacity * _shape.TokenBytes);
        return new Span<byte>((void*)start, length * _shape.TokenBytes);
    }

    private static ModelLoadException TooLarge(KvShape shape, string limit) => new(
        $"The KV cache of {shape.Rows} slots with {shape.Capacity} tokens each takes {Mebibytes(shape.TotalBytes)}; {limit}. "
        + "Lower SlotCount or MaxContextTokens.");

    private static string Mebibytes(long bytes) => FormattableString.Invariant($"{bytes / (1024.0 * 1024):F0} MiB");
}
