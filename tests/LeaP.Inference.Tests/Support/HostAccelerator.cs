using LeaP.Inference.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

namespace LeaP.Inference.Tests.Support;

/// <summary>The computer itself in the place of a device, so that what is written for devices runs where there is none.</summary>
internal sealed class HostAccelerator : IAccelerator
{
    public OrtMemoryInfo Memory { get; } = new("Cpu", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);

    public void AddTo(SessionOptions session) => session.IntraOpNumThreads = 1;
}
