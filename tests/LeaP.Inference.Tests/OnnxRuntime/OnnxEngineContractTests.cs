using LeaP.Inference.Engines;
using LeaP.Inference.Tests.Engines;
using LeaP.Inference.Tests.Support;

namespace LeaP.Inference.Tests.OnnxRuntime;

public sealed class OnnxEngineContractTests : EngineContractTests
{
    protected override async Task<IModelEngine> LoadAsync(int slots = 4, int context = 512)
        => await EmbeddedEngine.LoadAsync(slots, context);
}
