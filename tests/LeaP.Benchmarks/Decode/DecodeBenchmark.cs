using System.Globalization;
using LeaP.Benchmarks.Output;
using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.ModelKit;

namespace LeaP.Benchmarks.Decode;

/// <summary>
/// Decoding with models of real shapes: tokens a second with 1 to 32 paths, what batching brings, how near one path comes to
/// the machine's memory bandwidth, and how much of a step is not the model's.
/// </summary>
internal static class DecodeBenchmark
{
    private const int Tokens = 32;
    private const int PrefillTokens = 512;
    private const int Batch = 16;
    private static readonly int[] PathCounts = [1, 2, 4, 8, 16, 32];

    /// <summary>Prints the tables and their figures.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the benchmark.</param>
    public static async Task RunAsync(TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        double bandwidth = MemoryBandwidth.Measure(time);
        await output.WriteLineAsync(Figures.Line("decode.read_bandwidth", bandwidth / 1e9, "GB/s"));
        foreach ((string name, ModelShape shape) in DecodeShapes.All)
        {
            string folder = Directory.CreateTempSubdirectory("leap-decode-").FullName;
            try
            {
                MadeModel.Write(shape, folder);
                await MeasureAsync(name, shape, folder, bandwidth, output, time, cancellationToken);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task MeasureAsync(
        string name, ModelShape shape, string folder, double bandwidth, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        var engine = (OnnxEngine)await new OnnxRuntimeEngineFactory(time).LoadAsync(
            new ModelLoadOptions { Folder = folder, SlotCount = PathCounts.Max() }, cancellationToken);
        await using (engine)
        {
            var meter = new DecodeMeter(engine, time);
            await meter.DecodeAsync(1, Tokens, cancellationToken);
            await output.WriteLineAsync($"{name}: tokens/s, {Tokens} tokens a path, median of 3");
            await output.WriteLineAsync("paths  tokens/s  against 1  outside the model");
            var runs = new Dictionary<int, DecodeRun>();
            foreach (int paths in PathCounts)
            {
                DecodeRun run = await meter.DecodeAsync(paths, Tokens, cancellationToken);
                runs[paths] = run;
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{paths,5}  {run.TokensPerSecond,8:0.0}  {run.TokensPerSecond / runs[1].TokensPerSecond,9:0.00}  {run.Overhead,17:0.0%}"));
                await output.WriteLineAsync(Figures.Line(string.Create(CultureInfo.InvariantCulture, $"{name}.tokens_per_second_{paths}"), run.TokensPerSecond, "tokens/s"));
            }

            double prefill = await meter.PrefillAsync(PrefillTokens, cancellationToken);
            double share = BytesPerToken(shape, folder) * runs[1].TokensPerSecond / bandwidth;
            await output.WriteLineAsync(Figures.Line($"{name}.prefill", prefill, "tokens/s"));
            await output.WriteLineAsync(Figures.Line($"{name}.memory_per_path", PathBytes(shape) / 1048576.0, "MiB"));
            await output.WriteLineAsync(Figures.Line($"{name}.batch16_over_single", runs[Batch].TokensPerSecond / runs[1].TokensPerSecond, "x"));
            await output.WriteLineAsync(Figures.Line($"{name}.bandwidth_share", 100 * share, "%"));
            await output.WriteLineAsync(Figures.Line($"{name}.step_overhead", 100 * runs[Batch].Overhead, "%"));
        }
    }

    // Of the embedding a token reads one row.
    private static double BytesPerToken(ModelShape shape, string folder)
        => new FileInfo(Path.Combine(folder, "model.onnx.data")).Length - ((double)shape.Vocabulary * shape.Hidden * sizeof(float));

    private static long PathBytes(ModelShape shape)
        => 2L * shape.Layers * shape.KeyValueHeads * shape.HeadSize * shape.Context * sizeof(float);
}
