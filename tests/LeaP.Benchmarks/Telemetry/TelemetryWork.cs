using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Benchmarks.Telemetry;

/// <summary>What a cluster does while its cost is measured.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Settings">Settings of the worker that serve it.</param>
/// <param name="Sessions">Sessions of a turn.</param>
/// <param name="Rounds">Lengths of turns; null for the model's own.</param>
internal sealed record TelemetryWork(string Model, IReadOnlyList<string> Settings, int Sessions, RoundSchedule? Rounds)
{
    private const string Problem =
        "Start with 47. Add 8. Times 3. Minus 5. Add 9. Times 2. Minus 7. Add 6. Times 7. Minus 4. Add 3. Times 4. Minus 8.";

    private const int Paths = 8;

    /// <summary>The embedded model, whose steps are so short that nothing costs more beside them.</summary>
    public static TelemetryWork Embedded { get; } = new("leap-embedded", ["--Worker:Model:Threads", "1"], 20, null);

    /// <summary>A model folder, and sessions of a length that leaves most of their time to decoding.</summary>
    /// <param name="folder">The folder.</param>
    public static TelemetryWork Of(string folder) => new(
        "measured",
        ["--Worker:Model:Id", "measured", "--Worker:Model:Folder", System.IO.Path.GetFullPath(folder)],
        2,
        new RoundSchedule { IntervalTokens = 64, SummaryTokens = 16, MaxTurns = 2, AnswerTokens = 16 });

    /// <summary>One session; the same seed gives the same work.</summary>
    /// <param name="seed">Its seed.</param>
    public ReasonRequest Request(int seed) => new()
    {
        Model = Model,
        Problem = Problem,
        PathCount = Paths,
        Rounds = Rounds,
        Sampling = new SamplingParameters { Seed = seed },
    };
}
