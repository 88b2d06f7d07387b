using LeaP.Evaluation.Experiments;
using LeaP.Evaluation.Reports;
using LeaP.Evaluation.Runs;

namespace LeaP.FunctionalTests.Reports;

/// <summary>Made-up results of every kind, from a seed.</summary>
internal static class SampleResults
{
    private const int Problems = 12;
    private const int Paths = 8;
    private static readonly string[] Intervals = ["15", "30", "45", "60"];
    private static readonly (TrapArm Arm, int Trapped, double Alone, double Leap)[] Arms =
        [(TrapArm.None, 0, 0.3, 0.8), (TrapArm.One, 1, 0.1, 0.7), (TrapArm.Same, Paths, 0.08, 0.2)];

    private static readonly Influence[] Effects = [Influence.Consistent, Influence.Unaffected, Influence.Influenced];

    /// <summary>A result file of each kind.</summary>
    public static IReadOnlyList<ReportFile> Files() =>
    [
        File("accuracy.jsonl", [
            ("independent", "independent", 0.30, []), ("clustered k=4", "leap", 0.82, []), ("dispersed k=2", "leap", 0.35, []),
            ("random k=4 with a name that is longer than its place", "leap", 0.78, []),
        ]),
        File("prefix-trap.jsonl", [
            .. Arms.SelectMany(arm => new[]
            {
                ($"independent {arm.Arm}", "independent", arm.Alone, Trap(arm.Arm, arm.Trapped)),
                ($"leap {arm.Arm}", "leap", arm.Leap, Trap(arm.Arm, arm.Trapped)),
            }),
        ]),
        File("error-tolerance.jsonl", [
            .. Enumerable.Range(0, 5).Select(good => ($"leap {good} good", "leap", 0.2 + (0.15 * good), Tolerance(good))),
            ("independent 0 good", "independent", 0.1, Tolerance(0)), ("independent 8 good", "independent", 0.5, Tolerance(Paths)),
        ]),
        File("sweep.jsonl", [
            .. Intervals.Select((value, i) => ($"interval={value}", "leap", 0.85 - (0.1 * i), Sweep("interval", value))),
        ]),
    ];

    private static ReportFile File(string name, IReadOnlyList<(string Setting, string Mode, double Share, (string, string)[] Labels)> settings) => new(
        name,
        new RunFile(
            new RunHeader
            {
                RunSet = Path.GetFileNameWithoutExtension(name),
                PlanHash = "0",
                Grader = "default",
                Settings = [.. settings.Select(setting => setting.Setting)],
                Problems = Problems,
            },
            [
                .. from problem in Enumerable.Range(0, Problems)
                   from setting in settings
                   select Record(setting.Setting, setting.Mode, setting.Share, setting.Labels, problem),
            ],
            IsTorn: false));

    private static RunRecord Record(string setting, string mode, double share, (string Key, string Value)[] labels, int problem)
    {
        var random = new Random(problem + setting.Length);
        PathRecord[] paths = [.. Enumerable.Range(0, Paths).Select(index => MakePath(index, mode, random.NextDouble() < share, random))];
        bool isRight = paths.Count(path => path.IsRight) > Paths / 2;
        return new RunRecord
        {
            Setting = setting,
            Mode = mode,
            PathCount = Paths,
            Problem = problem,
            ProblemId = $"chain-{problem}",
            Text = "Start with 47. Add 8. Times 3. Minus 5. Add 9.",
            Expected = "69",
            Answer = isRight ? "69" : "12",
            IsRight = isRight,
            Rounds = mode == "leap" ? 3 : 0,
            Labels = labels.ToDictionary(label => label.Key, label => label.Value),
            Paths = paths,
        };
    }

    private static PathRecord MakePath(int index, string mode, bool isRight, Random random) => new()
    {
        PathId = $"p{index}",
        Answer = isRight ? "69" : index == 5 ? "" : $"{random.Next(100)}",
        IsRight = isRight,
        Tokens = mode == "leap"
            ? new TokenTotals { Reasoning = 100 + random.Next(20), Summary = 30, Peer = 80, Discarded = 6 }
            : new TokenTotals { Reasoning = 100 + random.Next(20) },
        Rounds = mode == "independent" ? [] :
        [
            .. Enumerable.Range(1, 3).Select(round => new RoundRecord
            {
                Round = round,
                Summary = $"#{round} is {random.Next(100)}",
                Answer = $"{random.Next(100)}",
                Peers = [.. Enumerable.Range(1, 4).Select(step => new HeardPeer($"p{(index + step) % Paths}", random.NextDouble()))],
                Influence = Effects[random.Next(Effects.Length)],
            }),
        ],
    };

    private static (string, string)[] Trap(TrapArm arm, int trapped) =>
    [
        (ExperimentLabels.Experiment, ExperimentLabels.PrefixTrap),
        (ExperimentLabels.Arm, arm.ToString().ToLowerInvariant()),
        (ExperimentLabels.Trapped, $"{trapped}"),
    ];

    private static (string, string)[] Tolerance(int good) =>
        [(ExperimentLabels.Experiment, ExperimentLabels.ErrorTolerance), (ExperimentLabels.Good, $"{good}")];

    private static (string, string)[] Sweep(string parameter, string value) =>
        [(ExperimentLabels.Experiment, ExperimentLabels.Sweep), (ExperimentLabels.Parameter, parameter), (ExperimentLabels.Value, value)];
}
