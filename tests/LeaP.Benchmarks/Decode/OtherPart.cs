using LeaP.Benchmarks.Others;
using LeaP.Benchmarks.Output;

namespace LeaP.Benchmarks.Decode;

/// <summary>
/// The same weights in a runtime of others, one sequence a path, the most likely token each time. Both take turns, run by run;
/// the ratios are of neighbours.
/// </summary>
internal static class OtherPart
{
    /// <summary>Tokens of a sequence, the prompt included.</summary>
    public const int Context = 256;

    private const int Rounds = 5;
    private const int Tokens = 32;

    /// <summary>Numbers of sequences that are measured.</summary>
    public static IReadOnlyList<int> Counts { get; } = [1, 8, 16];

    /// <summary>Measures beside llama.cpp.</summary>
    /// <param name="session">The model.</param>
    /// <param name="gguf">The model for llama.cpp.</param>
    /// <param name="modules">Folder whose <c>node_modules</c> has <c>node-llama-cpp</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunLlamaCppAsync(DecodeSession session, string gguf, string modules, CancellationToken cancellationToken)
    {
        (LlamaCppProcess other, string about) = await LlamaCppProcess.StartAsync(
            modules, gguf, Counts.Max(), Context, cancellationToken);
        await session.Report.ProgressAsync($"{session.Model.Name}: llama.cpp is ready, {about}");
        await RunAsync(session, other, "llama.cpp", "llamacpp", cancellationToken);
    }

    /// <summary>Measures beside ONNX Runtime GenAI.</summary>
    /// <param name="session">The model.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">This build does not have GenAI.</exception>
    public static Task RunGenAIAsync(DecodeSession session, CancellationToken cancellationToken)
        => RunAsync(session, GenAIRuntime.Load(session.Folder, Context), "GenAI", "genai", cancellationToken);

    private static async Task RunAsync(
        DecodeSession session, IOtherRuntime other, string name, string figure, CancellationToken cancellationToken)
    {
        DecodeReport report = session.Report;
        await using (other)
        {
            var runs = Counts.ToDictionary(count => count, _ => new List<(DecodeRun Ours, double Theirs)>());
            int same = 0;
            await TakeTurnsAsync(session, other, Counts[^1], cancellationToken);
            for (int round = 1; round <= Rounds; round++)
            {
                await report.ProgressAsync($"{session.Model.Name}: {name}, round {round} of {Rounds}");
                foreach (int count in Counts)
                {
                    (DecodeRun ours, OtherRun theirs) = await TakeTurnsAsync(session, other, count, cancellationToken);
                    runs[count].Add((ours, count * Tokens / theirs.Seconds));
                    same = Math.Max(same, SameTokens(ours, theirs));
                }
            }

            await report.LineAsync($"{session.Model.Name}: tokens/s beside {name}, median of {Rounds} rounds; the first {same} of {Tokens} tokens are the same");
            await report.LineAsync($"paths  ours  {name}  ratio");
            foreach (int count in Counts)
            {
                double theirs = Median.Of(runs[count].Select(run => run.Theirs));
                double ratio = Median.Of(runs[count].Select(run => run.Ours.TokensPerSecond / run.Theirs));
                string rate = FormattableString.Invariant($"{theirs:0}").PadLeft(name.Length);
                await report.LineAsync(
                    $"{count,5}  {Median.Of(runs[count].Select(run => run.Ours.TokensPerSecond)),4:0}  {rate}  {ratio,5:0.00}");
                await report.FigureAsync(
                    session.Model.Figure(FormattableString.Invariant($"{figure}_tokens_per_second_{count}")), theirs, "tokens/s");
                await report.FigureAsync(session.Model.Figure(FormattableString.Invariant($"vs_{figure}_{count}")), ratio, "x");
            }
        }
    }

    private static async Task<(DecodeRun Ours, OtherRun Theirs)> TakeTurnsAsync(
        DecodeSession session, IOtherRuntime other, int count, CancellationToken cancellationToken)
    {
        DecodeRun ours = await session.Meter.DecodeAsync(count, DecodeMeter.Greedy, cancellationToken);
        OtherRun theirs = await other.RunAsync(new(count, session.Meter.PromptTokens, Tokens), cancellationToken);
        return (ours, theirs);
    }

    private static int SameTokens(DecodeRun ours, OtherRun theirs)
        => ours.Drawn[0].Zip(theirs.Drawn[0]).Take(Tokens).TakeWhile(pair => pair.First == pair.Second).Count();
}
