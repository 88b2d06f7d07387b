using System.Globalization;
using LeaP.Benchmarks.Output;
using LeaP.EmbeddedModel;
using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Sampling;

namespace LeaP.Benchmarks.Throughput;

/// <summary>Tokens a second of the embedded model with 1 to 16 paths decoding as one batch.</summary>
internal static class ThroughputBenchmark
{
    private const int TokensPerPath = 600;
    private const int Runs = 3;
    private const int Seed = 20;
    private static readonly int[] PathCounts = [1, 4, 8, 16];

    /// <summary>Prints the table and its figures.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the benchmark.</param>
    public static async Task RunAsync(TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        long loading = time.GetTimestamp();
        IModelEngine engine = await new OnnxRuntimeEngineFactory().LoadAsync(
            new ModelLoadOptions { Folder = EmbeddedModelFolder.Path, SlotCount = PathCounts.Max() },
            cancellationToken);
        double loadMilliseconds = time.GetElapsedTime(loading).TotalMilliseconds;
        await using (engine)
        {
            await output.WriteLineAsync($"{EmbeddedModelInfo.ModelId} on {engine.Name}: median of {Runs} runs of {TokensPerPath} tokens a path");
            await output.WriteLineAsync("paths  tokens/s  against 1  tokens a step");
            await MeasureAsync(engine, 1, time, cancellationToken);
            double alone = 0;
            foreach (int paths in PathCounts)
            {
                EngineStatistics before = engine.Statistics;
                double rate = await MedianAsync(engine, paths, time, cancellationToken);
                EngineStatistics after = engine.Statistics;
                double batch = (double)(after.DecodedTokens - before.DecodedTokens) / (after.DecodeSteps - before.DecodeSteps);
                alone = paths == 1 ? rate : alone;
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{paths,5}  {rate,8:0}  {rate / alone,9:0.00}  {batch,13:0.0}"));
                await output.WriteLineAsync(Figures.Line(string.Create(CultureInfo.InvariantCulture, $"throughput.tokens_per_second_{paths}"), rate, "tokens/s"));
                await output.WriteLineAsync(Figures.Line(string.Create(CultureInfo.InvariantCulture, $"throughput.ratio_{paths}"), rate / alone, "x"));
            }
        }

        await output.WriteLineAsync(Figures.Line("throughput.model_load", loadMilliseconds, "ms"));
    }

    private static async Task<double> MedianAsync(IModelEngine engine, int paths, TimeProvider time, CancellationToken cancellationToken)
    {
        var rates = new List<double>();
        for (int run = 0; run < Runs; run++)
        {
            rates.Add(await MeasureAsync(engine, paths, time, cancellationToken));
        }

        return rates.Order().ElementAt(Runs / 2);
    }

    private static async Task<double> MeasureAsync(IModelEngine engine, int paths, TimeProvider time, CancellationToken cancellationToken)
    {
        string prompt = new ChainProblemGenerator(Seed).Next(ChainProblem.MaxOperations).Text + "\n\n";
        IReadOnlyList<IGeneration> generations = await engine.StartAsync(
            prompt,
            [.. Enumerable.Range(0, paths).Select(path => new GenerationSettings(path, (ulong)(Seed + path), new SamplingSettings()))],
            cancellationToken);
        long start = time.GetTimestamp();
        await Task.WhenAll(generations.Select(generation => DecodeAsync(generation, prompt.Length, cancellationToken)));
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        foreach (IGeneration generation in generations)
        {
            await generation.DisposeAsync();
        }

        return paths * TokensPerPath / seconds;
    }

    // A path that ends starts again behind the prompt, so that the batch stays as large as it is said to be.
    private static async Task DecodeAsync(IGeneration generation, int promptLength, CancellationToken cancellationToken)
    {
        int left = TokensPerPath;
        while (left > 0)
        {
            GenerationResult result = await generation.GenerateAsync(new GenerateOptions { MaxTokens = left }, cancellationToken);
            left -= result.TokenCount;
            await generation.RewindAsync(promptLength, cancellationToken);
        }
    }
}
