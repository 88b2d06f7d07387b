using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Tests.Engines;
using LeaP.Inference.Tests.Support;

namespace LeaP.Inference.Tests.OnnxRuntime;

/// <summary>The engine with its KV cache where a device allocates it.</summary>
public sealed class DeviceEngineContractTests : EngineContractTests
{
    protected override Task<IModelEngine> LoadAsync(int slots = 4, int context = 512)
        => new OnnxRuntimeEngineFactory(TimeProvider.System, _ => new HostAccelerator()).LoadAsync(
            new ModelLoadOptions { Folder = EmbeddedModelFiles.Folder, SlotCount = slots, MaxContextTokens = context },
            CancellationToken.None).Soon();
}
