using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Sampling;

namespace LeaP.Benchmarks.Decode;

/// <summary>Measures one loaded model.</summary>
internal sealed class DecodeMeter(OnnxEngine engine, TimeProvider time)
{
    private const string Prompt = "Random weights say nothing, fast.";
    private const int Runs = 3;

    /// <summary>Decodes with a number of paths; the median of several runs.</summary>
    /// <param name="paths">Paths at once.</param>
    /// <param name="tokens">Tokens of each path.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DecodeRun> DecodeAsync(int paths, int tokens, CancellationToken cancellationToken)
    {
        var runs = new List<DecodeRun>();
        for (int run = 0; run < Runs; run++)
        {
            runs.Add(await DecodeOnceAsync(paths, tokens, cancellationToken));
        }

        return runs.OrderBy(run => run.TokensPerSecond).ElementAt(Runs / 2);
    }

    /// <summary>Prefills a prompt.</summary>
    /// <param name="tokens">Its length in bytes, which is about its length in tokens.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Tokens a second.</returns>
    public async Task<double> PrefillAsync(int tokens, CancellationToken cancellationToken)
    {
        string prompt = string.Concat(Enumerable.Range(0, tokens).Select(i => (char)('a' + (i * 7 % 26))));
        var rates = new List<double>();
        for (int run = 0; run < Runs; run++)
        {
            long start = time.GetTimestamp();
            IReadOnlyList<IGeneration> path = await engine.StartAsync(prompt, Settings(1), cancellationToken);
            rates.Add(path[0].TokenCount / time.GetElapsedTime(start).TotalSeconds);
            await path[0].DisposeAsync();
        }

        return rates.Order().ElementAt(Runs / 2);
    }

    private async Task<DecodeRun> DecodeOnceAsync(int paths, int tokens, CancellationToken cancellationToken)
    {
        IReadOnlyList<IGeneration> generations = await engine.StartAsync(Prompt, Settings(paths), cancellationToken);
        TimeSpan inModel = engine.Runner.TimeInModel;
        long decoded = engine.Statistics.DecodedTokens;
        long start = time.GetTimestamp();
        await Task.WhenAll(generations.Select(generation =>
            generation.GenerateAsync(new GenerateOptions { MaxTokens = tokens }, cancellationToken).AsTask()));
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        double model = (engine.Runner.TimeInModel - inModel).TotalSeconds;
        decoded = engine.Statistics.DecodedTokens - decoded;
        foreach (IGeneration generation in generations)
        {
            await generation.DisposeAsync();
        }

        return new DecodeRun(paths, decoded / seconds, 1 - (model / seconds));
    }

    private static GenerationSettings[] Settings(int paths)
        => [.. Enumerable.Range(0, paths).Select(path => new GenerationSettings(path, (ulong)path, new SamplingSettings { Temperature = 0.6f, TopP = 0.95f }))];
}
