using LeaP.Cli.Experiments;

namespace LeaP.Cli.Tests.Experiments;

public sealed class AccuracyReportTests
{
    private static readonly IReadOnlyList<ExperimentSetting> Settings =
        ExperimentSetting.Expand(["random", "all"], [2]);

    [Fact]
    public void Scores_and_figures_follow_from_the_records()
    {
        // Problem 0 and 1, two paths each: independent 1/2 and 0/2, random 2/2 and 1/2, all 1/2 and 0/2.
        ProblemRecord[] records =
        [
            Record("random k=2", 1, "7", ["7", "8"]), Record("independent", 0, "7", ["7", ""]),
            Record("independent", 1, "8", ["8", "9"]), Record("random k=2", 0, "7", ["7", " 7 "]),
            Record("all", 0, "8", ["7", "8"]), Record("all", 1, "8", ["8", "8"]),
        ];

        string[] lines = [.. new AccuracyReport(records, Settings, paths: 2, seed: 1).Lines(markdown: false)];

        lines[0].ShouldBe("setting      Pass@1 %     Cons@2 %     any@2 %      reasoning  summary  peer  discarded  no answer  failed");
        lines[1].ShouldStartWith("independent  25.0 ± 25.0  50.0 ± 50.0  50.0 ± 50.0  15.0       5.0      2.5   0.5        0          0");
        lines[2].ShouldStartWith("random k=2   75.0 ± 25.0  100.0 ± 0.0  100.0 ± 0.0");
        lines[3].ShouldStartWith("all          25.0 ± 25.0  0.0 ± 0.0");
        lines.ShouldContain("best LeaP setting by Pass@1, of 2 measured: random k=2");
        lines.ShouldContain("figure accuracy.leap_pass1 75.0 %");
        lines.ShouldContain("figure accuracy.independent_pass1 25.0 %");
        lines.ShouldContain("figure accuracy.majority 50.0 %");
        lines.ShouldContain("paired difference, random k=2 Pass@1 less independent Pass@1: +50.0 points (95 % interval +50.0 to +50.0)");
    }

    [Fact]
    public void Failures_are_counted_and_named_and_wrong()
    {
        ProblemRecord[] records =
        [
            Record("independent", 0, "7", ["7", "7"]),
            Record("random k=2", 0, "", ["", ""]) with { Failure = "ENGINE_FAILED: broken" },
            Record("all", 0, "", ["", ""]) with { Failure = "NO_ANSWER: none" },
        ];
        var report = new AccuracyReport(records, Settings, paths: 2, seed: 1);

        report.Failures.ShouldBe(1);
        report.Lines(markdown: false).ShouldContain("failed sessions: 1 x ENGINE_FAILED: broken");
        report.Lines(markdown: false).ElementAt(2).ShouldMatch(@"^random k=2   0.0 ± 0.0 .* 0          1$");
        report.Lines(markdown: false).ElementAt(3).ShouldMatch(@"^all          0.0 ± 0.0 .* 1          0$");
    }

    [Fact]
    public void Markdown_has_a_row_a_setting()
    {
        ProblemRecord[] records = [.. Settings.Select(setting => Record(setting.Name, 0, "7", ["7"]))];

        string[] lines = [.. new AccuracyReport(records, Settings, paths: 1, seed: 1).Lines(markdown: true)];

        lines[0].ShouldBe("| setting | Pass@1 % | Cons@1 % | any@1 % | reasoning | summary | peer | discarded | no answer | failed |");
        lines[1].ShouldBe("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        lines[2].ShouldBe("| independent | 100.0 ± 0.0 | 100.0 ± 0.0 | 100.0 ± 0.0 | 30.0 | 10.0 | 5.0 | 1.0 | 0 | 0 |");
    }

    [Fact]
    public void Every_policy_meets_every_number_of_peers_but_all_only_once() =>
        ExperimentSetting.Expand(["hybrid", "all", "hybrid"], [2, 4]).Select(setting => setting.Name)
            .ShouldBe(["independent", "hybrid k=2", "hybrid k=4", "all"]);

    private static ProblemRecord Record(string setting, int problem, string answer, string[] paths) => new()
    {
        Setting = setting,
        Problem = problem,
        Text = "Start with 4. Add 1. Add 2.",
        Expected = "7",
        PathAnswers = paths,
        Answer = answer,
        ReasoningTokens = 30,
        SummaryTokens = 10,
        PeerTokens = 5,
        DiscardedTokens = 1,
    };
}
