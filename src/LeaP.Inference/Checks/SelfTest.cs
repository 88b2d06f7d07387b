using LeaP.Inference.Engines;
using LeaP.Inference.OnnxRuntime;
using LeaP.Inference.Sampling;

namespace LeaP.Inference.Checks;

/// <summary>Forks, appends, draws and cuts, and compares all logits on the way with those of fresh prefills.</summary>
internal static class SelfTest
{
    /// <summary>Slots the engine needs: three forked paths and a fresh one.</summary>
    public const int Slots = 4;

    private const int Paths = 3;
    private const int Tokens = 6;

    // Rounding of 32-bit floats adds up over layers; with fewer bits it also depends on which rows run together.
    private const double ExactTolerance = 1e-3;
    private const double CoarseTolerance = 5e-2;

    /// <summary>Runs the test.</summary>
    /// <param name="engine">An engine that does nothing else.</param>
    /// <param name="isExact">Whether weights and activations are 32-bit floats.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<SelfTestResult> RunAsync(OnnxEngine engine, bool isExact, CancellationToken cancellationToken)
    {
        var draws = new List<(int[] Ids, float[] Logits)>();
        engine.Loop.Observer = (context, logits) => draws.Add((Ids(context), logits.ToArray()));
        IReadOnlyList<IGeneration> paths = await engine.StartAsync(
            "Seven ships left the harbour at noon.",
            [.. Enumerable.Range(0, Paths).Select(path => new GenerationSettings(path, (ulong)path, new SamplingSettings()))],
            cancellationToken);
        await Task.WhenAll(paths.Select((path, i) => WorkAsync(path, i, cancellationToken)));
        foreach (IGeneration path in paths)
        {
            await path.DisposeAsync();
        }

        engine.Loop.Observer = null;
        double worst = 0;
        foreach ((int[] ids, float[] logits) in draws)
        {
            worst = Math.Max(worst, Difference(logits, await engine.PrefillAsync([.. ids], cancellationToken)));
        }

        return new SelfTestResult(draws.Count, worst, isExact ? ExactTolerance : CoarseTolerance);
    }

    private static async Task WorkAsync(IGeneration path, int index, CancellationToken cancellationToken)
    {
        var options = new GenerateOptions { MaxTokens = Tokens + index };
        await path.GenerateAsync(options, cancellationToken);
        await path.AppendAsync(string.Concat(Enumerable.Repeat(" Two came back.", 1 + index)), cancellationToken);
        await path.GenerateAsync(options, cancellationToken);
        await path.RewindAsync(path.Text.LastIndexOf(" came", StringComparison.Ordinal), cancellationToken);
        await path.GenerateAsync(options, cancellationToken);
    }

    private static double Difference(float[] seen, float[] expected)
    {
        double worst = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(expected[i] - seen[i]));
        }

        return worst / (expected.Max() - expected.Min());
    }

    private static int[] Ids(PathContext context)
    {
        int[] ids = new int[context.TokenCount];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = context.Tokens[i].Id;
        }

        return ids;
    }
}
