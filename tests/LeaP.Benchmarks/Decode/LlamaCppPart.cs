using LeaP.Benchmarks.LlamaCpp;

namespace LeaP.Benchmarks.Decode;

/// <summary>
/// The same weights in llama.cpp, one sequence a path, the most likely token each time. Both take turns, run by run; the
/// ratios are of neighbours.
/// </summary>
internal static class LlamaCppPart
{
    private const int Rounds = 5;
    private const int Tokens = 32;
    private const int Context = 256;
    private static readonly int[] Counts = [1, 8, 16];

    /// <summary>Runs it.</summary>
    /// <param name="session">The model.</param>
    /// <param name="gguf">The model for llama.cpp.</param>
    /// <param name="modules">Folder whose <c>node_modules</c> has <c>node-llama-cpp</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(DecodeSession session, string gguf, string modules, CancellationToken cancellationToken)
    {
        DecodeReport report = session.Report;
        (LlamaCppProcess other, string about) = await LlamaCppProcess.StartAsync(
            modules, gguf, Counts.Max(), Context, cancellationToken);
        await using (other)
        {
            await report.ProgressAsync($"{session.Model.Name}: llama.cpp is ready, {about}");
            var runs = Counts.ToDictionary(count => count, _ => new List<(DecodeRun Ours, double Theirs)>());
            int same = 0;
            await TakeTurnsAsync(session, other, Counts[^1], cancellationToken);
            for (int round = 1; round <= Rounds; round++)
            {
                await report.ProgressAsync($"{session.Model.Name}: llama.cpp, round {round} of {Rounds}");
                foreach (int count in Counts)
                {
                    (DecodeRun ours, LlamaCppRun theirs) = await TakeTurnsAsync(session, other, count, cancellationToken);
                    runs[count].Add((ours, count * Tokens / theirs.Seconds));
                    same = Math.Max(same, SameTokens(ours, theirs));
                }
            }

            await report.LineAsync($"{session.Model.Name}: tokens/s beside llama.cpp, median of {Rounds} rounds; the first {same} of {Tokens} tokens are the same");
            await report.LineAsync($"paths  ours  llama.cpp  ratio");
            foreach (int count in Counts)
            {
                double theirs = Median.Of(runs[count].Select(run => run.Theirs));
                double ratio = Median.Of(runs[count].Select(run => run.Ours.TokensPerSecond / run.Theirs));
                await report.LineAsync(
                    $"{count,5}  {Median.Of(runs[count].Select(run => run.Ours.TokensPerSecond)),4:0}  {theirs,9:0}  {ratio,5:0.00}");
                await report.FigureAsync(
                    session.Model.Figure(FormattableString.Invariant($"llamacpp_tokens_per_second_{count}")), theirs, "tokens/s");
                await report.FigureAsync(session.Model.Figure(FormattableString.Invariant($"vs_llamacpp_{count}")), ratio, "x");
            }
        }
    }

    private static async Task<(DecodeRun Ours, LlamaCppRun Theirs)> TakeTurnsAsync(
        DecodeSession session, LlamaCppProcess other, int count, CancellationToken cancellationToken)
    {
        DecodeRun ours = await session.Meter.DecodeAsync(count, DecodeMeter.Greedy, cancellationToken);
        LlamaCppRun theirs = await other.RunAsync(new(count, session.Meter.PromptTokens, Tokens), cancellationToken);
        return (ours, theirs);
    }

    private static int SameTokens(DecodeRun ours, LlamaCppRun theirs)
        => ours.Drawn[0].Zip(theirs.Drawn[0]).TakeWhile(pair => pair.First == pair.Second).Count();
}
