using LeaP.Inference.Engines;

namespace LeaP.FunctionalTests.Replay;

/// <summary>Makes replay engines over one script.</summary>
internal sealed class ReplayEngineFactory(ReplayScript script) : IModelEngineFactory
{
    public string Name => ReplayEngine.EngineName;

    public Task<IModelEngine> LoadAsync(ModelLoadOptions options, CancellationToken cancellationToken) =>
        Task.FromResult<IModelEngine>(new ReplayEngine(script, options.SlotCount));
}
