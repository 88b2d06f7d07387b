using LeaP.Inference.Engines;
using LeaP.Inference.Tests.Engines;

namespace LeaP.Inference.Tests.GenAI;

/// <summary>The engine over the real runtime, in builds that have its package.</summary>
public sealed class GenAIPackageContractTests : EngineContractTests
{
    protected override Task<IModelEngine> LoadAsync(int slots = 4, int context = 512) => PackageEngine.LoadAsync(slots, context);
}
