using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Sampling;

namespace LeaP.Benchmarks.Decode;

/// <summary>Measures one loaded model.</summary>
internal sealed class DecodeMeter(OnnxEngine engine, TimeProvider time)
{
    private const string Prompt = "Random weights say nothing, fast.";
    private const int Tokens = 32;

    /// <summary>Sampling that has to sort: what reasoning models are run with.</summary>
    public static SamplingSettings Warm { get; } = new() { Temperature = 0.6f, TopP = 0.95f };

    /// <summary>The most likely token each time.</summary>
    public static SamplingSettings Greedy { get; } = new() { Temperature = 0 };

    /// <summary>Tokens of the prompt.</summary>
    public IReadOnlyList<int> PromptTokens => engine.Encode(Prompt);

    /// <summary>Decodes with a number of paths.</summary>
    /// <param name="paths">Paths at once.</param>
    /// <param name="sampling">How tokens are drawn.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DecodeRun> DecodeAsync(int paths, SamplingSettings sampling, CancellationToken cancellationToken)
    {
        IReadOnlyList<IGeneration> generations = await engine.StartAsync(Prompt, Settings(paths, sampling), cancellationToken);
        // The first token is drawn from the prompt's logits and costs no step.
        await DrawAsync(generations, 1, cancellationToken);
        TimeSpan inModel = engine.Runner.TimeInModel;
        long start = time.GetTimestamp();
        int drawn = await DrawAsync(generations, Tokens, cancellationToken);
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        double model = (engine.Runner.TimeInModel - inModel).TotalSeconds;
        int[][] tokens = [.. generations.Select(TokensBehindPrompt)];
        foreach (IGeneration generation in generations)
        {
            await generation.DisposeAsync();
        }

        return new DecodeRun(paths, drawn / seconds, 1 - (model / seconds), tokens);
    }

    /// <summary>Prefills a prompt.</summary>
    /// <param name="tokens">Its length in bytes, which is about its length in tokens.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Tokens a second.</returns>
    public async Task<double> PrefillAsync(int tokens, CancellationToken cancellationToken)
    {
        string prompt = string.Concat(Enumerable.Range(0, tokens).Select(i => (char)('a' + (i * 7 % 26))));
        long start = time.GetTimestamp();
        IReadOnlyList<IGeneration> path = await engine.StartAsync(prompt, Settings(1, Greedy), cancellationToken);
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        await using IGeneration only = path[0];
        return only.TokenCount / seconds;
    }

    private static async Task<int> DrawAsync(IReadOnlyList<IGeneration> generations, int tokens, CancellationToken cancellationToken)
    {
        GenerationResult[] results = await Task.WhenAll(generations.Select(generation =>
            generation.GenerateAsync(new GenerateOptions { MaxTokens = tokens }, cancellationToken).AsTask()));
        return results.Sum(result => result.TokenCount);
    }

    private int[] TokensBehindPrompt(IGeneration generation)
    {
        var tokens = new List<int>();
        foreach (ContextToken token in ((OnnxGeneration)generation).Context.Tokens[PromptTokens.Count..])
        {
            tokens.Add(token.Id);
        }

        return [.. tokens];
    }

    private static GenerationSettings[] Settings(int paths, SamplingSettings sampling)
        => [.. Enumerable.Range(0, paths).Select(path => new GenerationSettings(path, (ulong)path, sampling))];
}
