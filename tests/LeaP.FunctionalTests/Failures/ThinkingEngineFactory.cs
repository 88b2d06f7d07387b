using LeaP.Inference.Engines;
using LeaP.Inference.Scripted;

namespace LeaP.FunctionalTests.Failures;

/// <summary>The scripted engine, which thinks for a while before it starts anything.</summary>
/// <param name="thinking">How long.</param>
internal sealed class ThinkingEngineFactory(TimeSpan thinking) : IModelEngineFactory
{
    public const string EngineName = "thinking";

    public string Name => EngineName;

    public async Task<IModelEngine> LoadAsync(ModelLoadOptions options, CancellationToken cancellationToken) =>
        new Engine(
            await new ScriptedEngineFactory(new ScriptedEngineOptions(), TimeProvider.System)
                .LoadAsync(options, cancellationToken),
            thinking);

    private sealed class Engine(IModelEngine inner, TimeSpan thinking) : IModelEngine
    {
        public string Name => EngineName;

        public ModelDescription Model => inner.Model;

        public EngineStatistics Statistics => inner.Statistics;

        public int CountTokens(string text) => inner.CountTokens(text);

        public async ValueTask<IReadOnlyList<IGeneration>> StartAsync(
            string prompt,
            IReadOnlyList<GenerationSettings> paths,
            CancellationToken cancellationToken)
        {
            await Task.Delay(thinking, TimeProvider.System, cancellationToken);
            return await inner.StartAsync(prompt, paths, cancellationToken);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
