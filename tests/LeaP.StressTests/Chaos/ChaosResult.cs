using System.Globalization;

namespace LeaP.StressTests.Chaos;

/// <summary>What came of a chaos run.</summary>
/// <param name="Seed">Seed it ran with.</param>
/// <param name="Outcomes">The disturbed sessions.</param>
/// <param name="Calm">The same sessions undisturbed.</param>
/// <param name="Disturbances">How often something was disturbed.</param>
public sealed record ChaosResult(
    int Seed,
    IReadOnlyList<SessionOutcome> Outcomes,
    IReadOnlyList<SessionOutcome> Calm,
    int Disturbances)
{
    /// <summary>Sessions that ended as they do undisturbed.</summary>
    public int EndedRight => Outcomes.Zip(Calm).Count(pair => pair.First.IsLike(pair.Second));

    /// <summary>True when every session did.</summary>
    public bool IsRight => EndedRight == Outcomes.Count;

    /// <summary>Says what was wrong with each session that ended otherwise.</summary>
    public IReadOnlyList<string> Wrong =>
    [
        .. Outcomes.Zip(Calm).Select((pair, index) => (pair, index))
            .Where(entry => !entry.pair.First.IsLike(entry.pair.Second))
            .Select(entry => $"session {entry.index}: {entry.pair.First} instead of {entry.pair.Second}"),
    ];

    /// <summary>Prints the figures.</summary>
    /// <param name="output">Where to.</param>
    public async Task PrintAsync(TextWriter output)
    {
        TimeSpan[] recoveries = [.. Outcomes.SelectMany(outcome => outcome.Recoveries).Order()];
        foreach (string wrong in Wrong)
        {
            await output.WriteLineAsync(wrong);
        }

        await output.WriteLineAsync($"seed {Seed}");
        await FigureAsync("chaos.sessions", Outcomes.Count);
        await FigureAsync("chaos.ended_right", EndedRight);
        await FigureAsync("chaos.disturbances", Disturbances);
        await FigureAsync("chaos.paths_moved", Outcomes.Sum(outcome => outcome.Moves));
        await FigureAsync("chaos.calls", Outcomes.Sum(outcome => outcome.Calls));
        await FigureAsync("chaos.p50_recover_ms", Quantile(recoveries, 0.5));
        await FigureAsync("chaos.p99_recover_ms", Quantile(recoveries, 0.99));

        Task FigureAsync(string name, double value) =>
            output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"figure {name} {value:0}"));
    }

    private static double Quantile(TimeSpan[] sorted, double share) => sorted.Length == 0
        ? 0
        : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))].TotalMilliseconds;
}
