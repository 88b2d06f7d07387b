using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;
using LeaP.Evaluation.Tests.Support;

namespace LeaP.Evaluation.Tests.Statistics;

public sealed class SettingScoreTests
{
    private static readonly RunRecord[] Records =
    [
        Samples.Record("all", 0, 0, ["7", "8"]), Samples.Record("all", 0, 1, ["8", "8"]),
        Samples.Record("all", 1, 0, ["7", "7"]), Samples.Record("all", 1, 1, ["8", "7"]),
    ];

    [Fact]
    public void A_problem_counts_once_with_the_mean_of_its_runs()
    {
        var score = SettingScore.Of(Records, seed: 1);

        (score.Problems, score.Sessions, score.Paths).ShouldBe((2, 4, 2));
        score.Pass.Mean.ShouldBe(0.5);
        score.Consensus.Mean.ShouldBe(0.5);
        score.Any.Mean.ShouldBe(0.75);
        score.ReasoningTokens.ShouldBe(30);
    }

    [Fact]
    public void Runs_are_compared_as_runs()
    {
        var compared = RunsComparison.Of(Records, seed: 1);

        (compared.Runs, compared.Paths).ShouldBe((2, 2));
        compared.PassAtRuns.Mean.ShouldBe(1);
        compared.PassAtPaths.Mean.ShouldBe(1);
        compared.ConsensusOfAll.Mean.ShouldBe(0.5);
    }

    [Fact]
    public void Paths_that_gave_no_answer_and_sessions_that_broke_are_wrong()
    {
        var score = SettingScore.Of(
            [Samples.Record("all", 0, 0, ["7"]) with { PathCount = 4 }, Samples.Record("all", 1, 0, ["7"]) with { Paths = [], IsRight = false, Failure = "Unavailable: x" }],
            seed: 1);

        score.Pass.Mean.ShouldBe(0.125);
        score.Failures.ShouldBe(1);
        score.Unanswered.ShouldBe(0);
    }

    [Fact]
    public void Influence_is_shared_out_by_round()
    {
        RunRecord record = Samples.Record("all", 0, 0, ["7", "7"]) with
        {
            Paths = [Path(Influence.Consistent, Influence.Influenced), Path(Influence.Unaffected, null), Path(Influence.Consistent, null)],
        };

        InfluenceShare.ByRound([record]).ShouldBe([new InfluenceShare(1, 3, 2.0 / 3, 1.0 / 3, 0), new InfluenceShare(2, 1, 0, 0, 1)]);
        record.Paths.Select(path => path.Influence).ShouldBe([Influence.Influenced, Influence.Unaffected, Influence.Consistent]);
        new PathRecord { PathId = "p0" }.Influence.ShouldBeNull();
    }

    private static PathRecord Path(params Influence?[] influences) => new()
    {
        PathId = "p0",
        Rounds = [.. influences.Select((influence, i) => new RoundRecord { Round = i + 1, Influence = influence })],
    };
}
