using LeaP.Inference.Engines;
using LeaP.Inference.GenAI;
using LeaP.Inference.Tests.Engines;
using LeaP.Inference.Tests.Support;

namespace LeaP.Inference.Tests.GenAI;

/// <summary>The engine over sequences that need no package.</summary>
public sealed class GenAIEngineContractTests : EngineContractTests
{
    protected override Task<IModelEngine> LoadAsync(int slots = 4, int context = 512)
        => new GenAIEngineFactory(TimeProvider.System, PlainSequenceModel.Load).LoadAsync(
            new ModelLoadOptions { Folder = EmbeddedModelFiles.Folder, SlotCount = slots, MaxContextTokens = context },
            CancellationToken.None).Soon();
}
