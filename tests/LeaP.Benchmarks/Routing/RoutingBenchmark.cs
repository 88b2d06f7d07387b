using System.Globalization;
using LeaP.Benchmarks.Output;
using LeaP.Reasoning.Similarity;

namespace LeaP.Benchmarks.Routing;

/// <summary>Time of one round's similarity matrix, bit-parallel against the textbook table.</summary>
internal static class RoutingBenchmark
{
    private const int SummaryCharacters = 1000;
    private const int Seed = 20;
    private static readonly int[] PathCounts = [8, 32, 64];
    private static readonly string[] Words = ["so", "the", "value", "is", "then", "we", "add", "times", "minus", "check", "step", "peer", "differs"];

    /// <summary>Prints the table and its figures.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the benchmark between two measurements.</param>
    /// <exception cref="InvalidOperationException">Both ways do not agree.</exception>
    public static async Task RunAsync(TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"similarity matrix of summaries of {SummaryCharacters} characters, ms");
        await output.WriteLineAsync("paths  bit-parallel indel  plain indel  ratio  bit-parallel levenshtein");
        foreach (int paths in PathCounts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] summaries = Draw(paths);
            var indel = new IndelSimilarity();
            Check(indel, summaries);
            double fast = Stopwatches.Median(time, 7, () => SimilarityMatrix.Compute(indel, summaries));
            double plain = Stopwatches.Median(time, 3, () => ComputePlain(summaries));
            double levenshtein = Stopwatches.Median(time, 7, () => SimilarityMatrix.Compute(new LevenshteinSimilarity(), summaries));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{paths,5}  {fast,18:0.00}  {plain,11:0.0}  {plain / fast,5:0.0}  {levenshtein,24:0.00}"));
            await output.WriteLineAsync(Figures.Line(string.Create(CultureInfo.InvariantCulture, $"routing.bit_parallel_ratio_{paths}"), plain / fast, "x"));
            await output.WriteLineAsync(Figures.Line(string.Create(CultureInfo.InvariantCulture, $"routing.matrix_{paths}"), fast, "ms"));
        }
    }

    private static string[] Draw(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => Summary(random))];
    }

    private static string Summary(Random random)
    {
        var words = new List<string>();
        for (int length = 0; length <= SummaryCharacters; length += words[^1].Length + 1)
        {
            words.Add(Words[random.Next(Words.Length)]);
        }

        return string.Join(' ', words)[..SummaryCharacters];
    }

    private static double ComputePlain(string[] summaries)
    {
        double sum = 0;
        for (int i = 0; i < summaries.Length; i++)
        {
            for (int j = i + 1; j < summaries.Length; j++)
            {
                sum += PlainIndel.Compute(summaries[i], summaries[j]);
            }
        }

        return sum;
    }

    // A benchmark of two ways to one result is worth nothing when the results differ.
    private static void Check(IndelSimilarity indel, string[] summaries)
    {
        double fast = indel.Compute(summaries[0], summaries[1]);
        double plain = PlainIndel.Compute(summaries[0], summaries[1]);
        if (Math.Abs(fast - plain) > 1e-12)
        {
            throw new InvalidOperationException($"Bit-parallel gives {fast}, the plain table {plain}.");
        }
    }
}
