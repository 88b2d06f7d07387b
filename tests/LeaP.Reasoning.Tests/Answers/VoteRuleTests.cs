using FsCheck.Xunit;
using LeaP.Reasoning.Answers;

namespace LeaP.Reasoning.Tests.Answers;

public sealed class VoteRuleTests
{
    [Fact]
    public void The_surest_paths_win_the_confidence_vote()
    {
        VoteResult result = VoteRules.Catalog.Find(VoteNames.Confidence).Count(
        [
            new(0, "a") { MeanProbability = 0.2 },
            new(1, "a") { MeanProbability = 0.3 },
            new(2, "b") { MeanProbability = 0.9 },
            new(3, null) { MeanProbability = 1.0 },
        ]);
        result.Winner.ShouldBe("b");
        result.Tallies.Select(tally => tally.Score).ShouldBe([0.9, 0.5], tolerance: 1e-12);
        result.Tallies[1].Votes.ShouldBe(2);
        result.Abstained.ShouldBe([3]);
    }

    [Fact]
    public void The_shortest_vote_divides_the_count_by_the_logarithm_of_the_mean_length()
    {
        VoteResult result = VoteRules.Catalog.Find(VoteNames.Shortest).Count(
        [
            new(0, "long") { Tokens = 1_000_000 },
            new(1, "long") { Tokens = 1_000_000 },
            new(2, "long") { Tokens = 1_000_000 },
            new(3, "short") { Tokens = 10 },
            new(4, "short") { Tokens = 30 },
        ]);
        result.Winner.ShouldBe("short");
        result.Tallies[0].Score.ShouldBe(2 / Math.Log(20), 1e-12);
        result.Tallies[1].Score.ShouldBe(3 / Math.Log(1_000_000), 1e-12);
    }

    [Fact]
    public void Lengths_too_short_for_a_logarithm_count_as_e()
    {
        VoteResult result = VoteRules.Catalog.Find(VoteNames.Shortest).Count([new(0, "a") { Tokens = 0 }, new(1, "b") { Tokens = 1 }]);
        result.Tallies.Select(tally => tally.Score).ShouldBe([1.0, 1.0]);
        result.IsTie.ShouldBeTrue();
    }

    [Property]
    public void Equal_paths_make_every_vote_a_majority(byte[] answers)
    {
        PathVote[] votes =
        [
            .. answers.Select((answer, path) => new PathVote(path, $"{answer % 3}") { MeanProbability = 0.5, Tokens = 100 }),
        ];
        string? winner = MajorityVote.Count(votes).Winner;
        foreach (IVoteRule rule in VoteRules.Catalog.Items)
        {
            rule.Count(votes).Winner.ShouldBe(winner, rule.Name);
        }
    }
}
