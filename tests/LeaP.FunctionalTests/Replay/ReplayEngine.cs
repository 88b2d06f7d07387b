using LeaP.Inference.Engines;
using LeaP.Inference.Sampling;

namespace LeaP.FunctionalTests.Replay;

/// <summary>An engine that hands out recorded continuations. A character counts as a token.</summary>
internal sealed class ReplayEngine(ReplayScript script, int slots) : IModelEngine
{
    public const string EngineName = "replay";

    public string Name => EngineName;

    public ModelDescription Model { get; } = new(100_000_000, slots, "replay", new SamplingSettings());

    public EngineStatistics Statistics { get; } = new(0, 0, 0, 0, 0);

    public int CountTokens(string text) => text.Length;

    public ValueTask<IReadOnlyList<IGeneration>> StartAsync(
        string prompt,
        IReadOnlyList<GenerationSettings> paths,
        CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<IGeneration>>(
            [.. paths.Select(path => new Generation(script, path, prompt))]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Generation(ReplayScript script, GenerationSettings settings, string text) : IGeneration
    {
        public string Text { get; private set; } = text;

        public int TokenCount => Text.Length;

        public ValueTask<int> AppendAsync(string appended, CancellationToken cancellationToken)
        {
            Text += appended;
            return ValueTask.FromResult(appended.Length);
        }

        public ValueTask<GenerationResult> GenerateAsync(GenerateOptions options, CancellationToken cancellationToken)
        {
            string output = script.Answer(Text, settings.PathIndex);
            Text += output;
            string? stop = options.StopStrings.FirstOrDefault(s => output.EndsWith(s, StringComparison.Ordinal));
            return ValueTask.FromResult(new GenerationResult(
                output,
                output.Length,
                stop is null ? GenerationStop.TokenLimit : GenerationStop.StopString,
                stop,
                0));
        }

        public ValueTask RewindAsync(int textLength, CancellationToken cancellationToken)
        {
            Text = Text[..textLength];
            return ValueTask.CompletedTask;
        }

        public ValueTask<IGeneration> ForkAsync(GenerationSettings copy, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IGeneration>(new Generation(script, copy, Text));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
