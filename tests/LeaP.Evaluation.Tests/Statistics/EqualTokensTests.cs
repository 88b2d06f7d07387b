using FsCheck.Xunit;
using LeaP.Evaluation.Runs;
using LeaP.Evaluation.Statistics;
using LeaP.Evaluation.Tests.Support;
using LeaP.Reasoning.Answers;

namespace LeaP.Evaluation.Tests.Statistics;

public sealed class EqualTokensTests
{
    [Fact]
    public void A_setting_is_compared_with_the_vote_of_as_many_paths_as_cost_the_same()
    {
        // Two LeaP paths of 45 tokens cost as much as three independent ones of 30.
        RunRecord[] leap = [Samples.Record("random k=1", 0, 0, ["7", "7"], 45), Samples.Record("random k=1", 1, 0, ["8", "7"], 45)];
        RunRecord[] alone =
        [
            Samples.Record("independent", 0, 0, ["8", "9"]), Samples.Record("independent", 1, 0, ["7", "7"]),
            Samples.Record("independent", 0, 1, ["8", ""]), Samples.Record("independent", 1, 1, ["7", "7"]),
        ];

        EqualTokens equal = EqualTokens.Of(leap, alone, seed: 1).ShouldNotBeNull();

        equal.Width.ShouldBe(3);
        equal.SessionTokens.ShouldBe(90);
        equal.Majority.Mean.ShouldBe(0.5);
        equal.PassDifference.Mean.ShouldBe(0.25);
        equal.ConsensusDifference.Mean.ShouldBe(0);
    }

    [Fact]
    public void A_fraction_of_a_path_is_interpolated()
    {
        // Answers 7, 8, 8: one path is right in a third of the draws; of two, the first named wins a tie, a third as
        // well; all three are wrong.
        RunRecord[] alone = [Samples.Record("independent", 0, 0, ["7", "8", "8"], 20)];
        RunRecord[] leap = [Samples.Record("all", 0, 0, ["7"], 50)];

        EqualTokens equal = EqualTokens.Of(leap, alone, seed: 3).ShouldNotBeNull();

        equal.Width.ShouldBe(2.5);
        double two = PathPool.ByProblem(alone)[0].Majority(2, seed: 3);
        two.ShouldBe(1.0 / 3, 0.12);
        equal.Majority.Mean.ShouldBe(two / 2, 1e-12);
    }

    [Fact]
    public void Too_few_independent_paths_compare_nothing()
    {
        RunRecord[] alone = [Samples.Record("independent", 0, 0, ["7", "8"], 20)];
        RunRecord[] leap = [Samples.Record("all", 0, 0, ["7", "7"], 50)];

        EqualTokens.Of(leap, alone, seed: 1).ShouldBeNull();
        EqualTokens.MissingRuns(5, paths: 2, runs: 1).ShouldBe(2);
        EqualTokens.MissingRuns(4.01, paths: 2, runs: 1).ShouldBe(2);
        EqualTokens.MissingRuns(2, paths: 2, runs: 1).ShouldBe(0);
    }

    [Fact]
    public void Broken_sessions_cost_nothing_and_silent_paths_do_not_vote()
    {
        RunRecord broken = Samples.Record("independent", 0, 1, ["7"], 1000) with { Failure = "Unavailable: gone", Paths = [], PathCount = 2 };
        RunRecord[] alone = [Samples.Record("independent", 0, 0, ["7", "8"], 20), broken];

        EqualTokens.WidthOf([Samples.Record("all", 0, 0, ["7"], 30)], alone).ShouldBe(1.5);
        PathPool pool = PathPool.ByProblem(alone)[0];
        pool.Count.ShouldBe(4);
        pool.Right.ShouldBe(1);
        pool.Majority(4, seed: 1).ShouldBe(1);
    }

    [Property]
    public void Votes_of_all_paths_are_those_of_the_product(byte[] answers)
    {
        string[] given = [.. answers.Select(answer => answer % 4 == 0 ? "" : $"{6 + (answer % 4)}"), "7"];
        var votes = MajorityVote.Count([.. given.Select((answer, i) => new PathVote(i, answer))]);

        PathPool.ByProblem([Samples.Record("independent", 0, 0, given)])[0].Majority(given.Length, seed: 1).ShouldBe(votes.Winner == "7" ? 1 : 0);
    }
}
