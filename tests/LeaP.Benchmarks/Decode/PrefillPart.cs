using LeaP.Benchmarks.Output;

namespace LeaP.Benchmarks.Decode;

/// <summary>Tokens a second of a long prompt, and the memory of a path.</summary>
internal static class PrefillPart
{
    private const int Tokens = 512;
    private const int Rounds = 3;

    /// <summary>Runs it.</summary>
    /// <param name="session">The model.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(DecodeSession session, CancellationToken cancellationToken)
    {
        await session.Report.ProgressAsync($"{session.Model.Name}: prefill");
        var rates = new List<double>();
        for (int round = 0; round < Rounds; round++)
        {
            rates.Add(await session.Meter.PrefillAsync(Tokens, cancellationToken));
        }

        await session.Report.FigureAsync(session.Model.Figure("prefill"), Median.Of(rates), "tokens/s");
        await session.Report.FigureAsync(session.Model.Figure("memory_per_path"), session.Model.PathBytes / 1048576.0, "MiB");
    }
}
