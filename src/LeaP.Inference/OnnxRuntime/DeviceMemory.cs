using LeaP.Inference.Engines;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.OnnxRuntime;

/// <summary>Memory of the device that a session runs on. Only the device's own programs touch what is in it.</summary>
internal sealed class DeviceMemory : IDisposable
{
    private readonly OrtAllocator _allocator;
    private readonly SliceProgram _slice;
    private readonly KvShape _shape;

    /// <param name="accelerator">The device.</param>
    /// <param name="session">A session on it.</param>
    /// <param name="shape">The KV cache that lies in it.</param>
    public DeviceMemory(IAccelerator accelerator, InferenceSession session, KvShape shape)
    {
        Info = accelerator.Memory;
        _shape = shape;
        _allocator = new OrtAllocator(session, Info);
        _slice = new SliceProgram(accelerator, shape);
    }

    /// <summary>Which memory it is.</summary>
    public OrtMemoryInfo Info { get; }

    /// <summary>Allocates K or V of some rows.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="length">Tokens each.</param>
    /// <exception cref="ModelLoadException">There is not that much.</exception>
    public OrtValue Allocate(int rows, int length)
    {
        try
        {
            return OrtValue.CreateAllocatedTensorValue(
                _allocator, _shape.ElementType, [rows, _shape.Heads, length, _shape.HeadSize]);
        }
        catch (OnnxRuntimeException error)
        {
            throw new ModelLoadException(MemoryDemand.TooLarge(_shape, $"the device refused it: {error.Message}"), error);
        }
    }

    /// <summary>Copies the first tokens of one row, in all tensors at once.</summary>
    /// <param name="from">K and V of every layer, one row each; may lie in the computer's memory.</param>
    /// <param name="to">As many, one row of <paramref name="length"/> tokens each; no memory of <paramref name="from"/>.</param>
    /// <param name="length">Tokens.</param>
    public void Copy(IReadOnlyList<OrtValue> from, IReadOnlyList<OrtValue> to, int length) => _slice.Run(from, to, length);

    public void Dispose()
    {
        _slice.Dispose();
        _allocator.Dispose();
    }
}
