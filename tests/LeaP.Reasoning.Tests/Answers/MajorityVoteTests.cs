using FsCheck.Xunit;
using LeaP.Reasoning.Answers;

namespace LeaP.Reasoning.Tests.Answers;

public sealed class MajorityVoteTests
{
    [Fact]
    public void The_answer_with_the_most_votes_wins()
    {
        VoteResult result = MajorityVote.Count([new(0, "7"), new(1, "5"), new(2, null), new(3, "5"), new(4, "")]);
        result.Winner.ShouldBe("5");
        result.WinningPathIndex.ShouldBe(1);
        result.Cast.ShouldBe(3);
        result.Abstained.ShouldBe([2, 4]);
        result.IsTie.ShouldBeFalse();
        result.Tallies.Select(tally => (tally.Answer, tally.Votes)).ShouldBe([("5", 2), ("7", 1)]);
    }

    [Fact]
    public void Among_equals_the_answer_with_the_lowest_path_wins()
    {
        VoteResult result = MajorityVote.Count([new(3, "a"), new(0, "b"), new(2, "c"), new(1, "c"), new(4, "a"), new(5, "b")]);
        result.Tallies.Select(tally => tally.Answer).ShouldBe(["b", "c", "a"]);
        result.IsTie.ShouldBeTrue();
    }

    [Fact]
    public void Without_answers_nobody_wins()
    {
        VoteResult result = MajorityVote.Count([new(0, null)]);
        result.Winner.ShouldBeNull();
        result.WinningPathIndex.ShouldBeNull();
        result.IsTie.ShouldBeFalse();
    }

    [Fact]
    public void A_path_has_one_vote() =>
        Should.Throw<ArgumentException>(() => MajorityVote.Count([new(1, "a"), new(1, "b")])).Message.ShouldContain("Path 1");

    [Property]
    public void The_order_of_the_votes_does_not_matter(byte[] answers, int seed)
    {
        PathVote[] votes = [.. answers.Select((answer, path) => new PathVote(path, answer % 5 == 0 ? null : $"{answer % 5}"))];
        PathVote[] shuffled = [.. votes];
        new Random(seed).Shuffle(shuffled);
        VoteResult one = MajorityVote.Count(votes);
        VoteResult other = MajorityVote.Count(shuffled);
        other.Tallies.Select(tally => (tally.Answer, string.Join(',', tally.PathIndexes)))
            .ShouldBe(one.Tallies.Select(tally => (tally.Answer, string.Join(',', tally.PathIndexes))));
        other.Abstained.ShouldBe(one.Abstained);
        one.Tallies.Select(tally => (-tally.Votes, tally.PathIndexes[0])).ShouldBeInOrder();
        (one.Cast + one.Abstained.Count).ShouldBe(votes.Length);
    }
}
