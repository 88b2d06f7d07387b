using LeaP.Cli.Experiments;
using LeaP.Evaluation.Runs;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.Cli.Tests.Experiments;

public sealed class RunReportTests
{
    private static readonly IReadOnlyList<string> Settings = [.. RunSetting.Expand(new ReasonRequest(), ["random", "all"], [2]).Select(setting => setting.Name)];

    // Problem 0 and 1, two paths each: independent 1/2 and 0/2, random 2/2 and 1/2, all 1/2 and 0/2.
    private static readonly RunRecord[] Records =
    [
        Record("random k=2", 1, true, ["7", "8"]), Record("independent", 0, true, ["7", ""]),
        Record("independent", 1, false, ["8", "9"]), Record("random k=2", 0, true, ["7", "7"]),
        Record("all", 0, false, ["7", "8"]), Record("all", 1, false, ["8", "8"]),
    ];

    [Fact]
    public void Scores_and_figures_follow_from_the_records()
    {
        string[] lines = [.. new RunReport(Records, Settings, runs: 1, seed: 1).Lines(markdown: false, details: false)];

        lines[0].ShouldBe("setting      Pass@1 %     Cons@2 %     any@2 %      reasoning  summary  peer  discarded  no answer  failed");
        lines[1].ShouldStartWith("independent  25.0 ± 25.0  50.0 ± 50.0  50.0 ± 50.0  15.0       5.0      2.5   0.5        0          0");
        lines[2].ShouldStartWith("random k=2   75.0 ± 25.0  100.0 ± 0.0  100.0 ± 0.0");
        lines[3].ShouldStartWith("all          25.0 ± 25.0  0.0 ± 0.0");
        lines.ShouldContain("best LeaP setting by Pass@1, of 2 measured: random k=2");
        lines.ShouldContain("figure accuracy.leap_pass1 75.0 %");
        lines.ShouldContain("figure accuracy.independent_pass1 25.0 %");
        lines.ShouldContain("figure accuracy.majority 50.0 %");
        lines.ShouldContain("figure accuracy.majority_equal_tokens 50.0 %");
        lines.ShouldContain("paired difference, random k=2 Pass@1 less independent Pass@1: +50.0 points (95 % interval +50.0 to +50.0)");
        lines.ShouldContain(line => line.Contains("as many as 2.00 independent paths", StringComparison.Ordinal));
    }

    [Fact]
    public void Sessions_that_never_began_have_no_number_of_paths()
    {
        RunRecord[] refused = [.. Records.Select(record => record with { PathCount = 0, Paths = [], Failure = "PROBLEM_NOT_READABLE: problem" })];

        string[] lines = [.. new RunReport(refused, Settings, runs: 1, seed: 1).Lines(markdown: false, details: false)];

        lines[0].ShouldContain("Cons@N %");
        lines.ShouldContain(line => line.StartsWith("2 problems, none of which began;", StringComparison.Ordinal));
    }

    [Fact]
    public void Extra_independent_runs_count_for_votes_at_equal_tokens_alone()
    {
        RunRecord[] records =
        [
            .. Records.Select(record => record.IsIndependent ? record : Costly(record)),
            Record("independent", 0, true, ["7", "7"]) with { Run = 1 }, Record("independent", 1, true, ["7", "7"]) with { Run = 1 },
        ];

        string[] lines = [.. new RunReport(records, Settings, runs: 1, seed: 1).Lines(markdown: false, details: false)];

        lines.ShouldContain("figure accuracy.independent_pass1 25.0 %");
        lines.ShouldContain("figure accuracy.majority 50.0 %");
        lines.ShouldContain("figure accuracy.majority_equal_tokens 100.0 %");
        lines.ShouldContain(line => line.Contains("as many as 4.00 independent paths", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_are_compared_with_one_of_them_problem_by_problem()
    {
        RunRecord[] records = [.. Records.Select(record => record.Setting == "all" ? record with { Seconds = record.Seconds + 2 } : record)];

        string[] lines = [.. new RunReport(records, Settings, runs: 1, seed: 1) { Against = "random k=2" }.Lines(markdown: false, details: false)];

        int header = Array.FindIndex(lines, line => line.StartsWith("Less random k=2,", StringComparison.Ordinal)) + 1;
        lines[(header + 1)..(header + 3)].ShouldBe(
            [
                "independent  -50.0 (-50.0 to -50.0)  -50.0 (-100.0 to 0.0)      0 (0 to 0)  0.00 (0.00 to 0.00)",
                "all          -50.0 (-50.0 to -50.0)  -100.0 (-100.0 to -100.0)  0 (0 to 0)  +2.00 (+2.00 to +2.00)",
            ]);
    }

    [Fact]
    public void Details_tell_cost_equal_tokens_runs_and_influence()
    {
        RunRecord[] records =
        [
            .. Records.Concat(Records.Select(record => record with { Run = 1 })).Select(record => record.IsIndependent ? record : record with
            {
                Paths = [.. record.Paths.Select(path => path with { Rounds = [new RoundRecord { Round = 3, Influence = Influence.Influenced }] })],
            }),
        ];

        string[] lines = [.. new RunReport(records, Settings, runs: 2, seed: 1).Lines(markdown: false, details: true)];

        lines.ShouldContain("independent  2      46.0    0.50     0.0");
        lines.ShouldContain("independent  25.0    50.0");
        lines.ShouldContain(line => line.StartsWith("random k=2  2.00", StringComparison.Ordinal) && line.Contains('+'));
        lines.ShouldContain(line => line.StartsWith("independent  2 x 2", StringComparison.Ordinal));
        lines.ShouldContain("random k=2  3      8         0.0         0.0         100.0");
        lines[^1].ShouldStartWith("paired difference");
    }

    [Fact]
    public void Failures_are_counted_and_named_and_wrong()
    {
        RunRecord[] records =
        [
            Record("independent", 0, true, ["7", "7"]),
            Record("random k=2", 0, false, ["", ""]) with { Failure = "ENGINE_FAILED: broken" },
            Record("all", 0, false, ["", ""]) with { Failure = "NO_ANSWER: none" },
        ];
        var report = new RunReport(records, Settings, runs: 1, seed: 1);

        report.Failures.ShouldBe(1);
        string[] lines = [.. report.Lines(markdown: false, details: true)];
        lines.ShouldContain("failed sessions: 1 x ENGINE_FAILED: broken");
        lines[2].ShouldMatch(@"^random k=2   0.0 ± 0.0 .* 0          1$");
        lines[3].ShouldMatch(@"^all          0.0 ± 0.0 .* 1          0$");
    }

    [Fact]
    public void Markdown_has_a_row_a_setting()
    {
        RunRecord[] records = [.. Settings.Select(setting => Record(setting, 0, true, ["7"]))];

        string[] lines = [.. new RunReport(records, Settings, runs: 1, seed: 1).Lines(markdown: true, details: false)];

        lines[0].ShouldBe("| setting | Pass@1 % | Cons@1 % | any@1 % | reasoning | summary | peer | discarded | no answer | failed |");
        lines[1].ShouldBe("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        lines[2].ShouldBe("| independent | 100.0 ± 0.0 | 100.0 ± 0.0 | 100.0 ± 0.0 | 30.0 | 10.0 | 5.0 | 1.0 | 0 | 0 |");
    }

    [Fact]
    public void Every_policy_meets_every_number_of_peers_but_all_only_once() =>
        RunSetting.Expand(new ReasonRequest(), ["hybrid", "all", "hybrid"], [2, 4]).Select(setting => setting.Name)
            .ShouldBe(["independent", "hybrid k=2", "hybrid k=4", "all"]);

    private static RunRecord Costly(RunRecord record) => record with
    {
        Paths = [.. record.Paths.Select((path, i) => path with { Tokens = new TokenTotals { Reasoning = i == 0 ? 92 : 0 } })],
    };

    private static RunRecord Record(string setting, int problem, bool isRight, string[] answers) => new()
    {
        Setting = setting,
        Mode = setting == "independent" ? setting : "leap",
        Problem = problem,
        Text = "Start with 4. Add 1. Add 2.",
        Expected = "7",
        PathCount = answers.Length,
        Answer = "7",
        IsRight = isRight,
        Seconds = 0.5,
        Paths = [.. answers.Select((answer, i) => new PathRecord
        {
            PathId = $"p{i}",
            Answer = answer,
            IsRight = answer == "7",
            Tokens = i == 0 ? new TokenTotals { Reasoning = 30, Summary = 10, Peer = 5, Discarded = 1 } : TokenTotals.None,
        })],
    };
}
