using FsCheck.Xunit;
using LeaP.Reasoning.Answers;

namespace LeaP.Reasoning.Tests.Answers;

/// <summary>A vote that is called decided stays as it is, whatever the paths that are out would say.</summary>
public sealed class EarlyDecisionTests
{
    private static readonly IVoteRule Majority = VoteRules.Catalog.Find(VoteNames.Majority);
    private static readonly IVoteRule Confidence = VoteRules.Catalog.Find(VoteNames.Confidence);

    [Property(MaxTest = 1000)]
    public void A_decided_majority_never_changes_its_winner(byte[] answers, byte cut, int seed) =>
        CheckEveryPrefix(Majority, answers, cut, seed);

    [Property(MaxTest = 1000)]
    public void A_decided_confidence_vote_never_changes_its_winner(byte[] answers, byte cut, int seed) =>
        CheckEveryPrefix(Confidence, answers, cut, seed);

    [Fact]
    public void A_majority_is_decided_as_soon_as_nobody_can_overtake()
    {
        Majority.IsDecided([new(0, "a"), new(1, "a"), new(2, "a")], [3, 4]).ShouldBeTrue();
        Majority.IsDecided([new(0, "a"), new(1, "a"), new(2, "b")], [3, 4]).ShouldBeFalse();
        Majority.IsDecided([new(0, "a"), new(1, "a"), new(2, "b")], [3]).ShouldBeTrue();
    }

    [Fact]
    public void A_tie_that_a_lower_path_would_win_is_not_decided()
    {
        Majority.IsDecided([new(1, "a"), new(2, "a"), new(3, "b")], [0]).ShouldBeFalse();
        Majority.IsDecided([new(0, "a"), new(2, "a"), new(3, "b")], [1]).ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_decided_before_the_first_answer()
    {
        Majority.IsDecided([], [0]).ShouldBeFalse();
        Majority.IsDecided([new(0, null)], [1]).ShouldBeFalse();
        Confidence.IsDecided([new(0, null)], [1]).ShouldBeFalse();
    }

    [Fact]
    public void The_shortest_vote_waits_for_everyone()
    {
        IVoteRule shortest = VoteRules.Catalog.Find(VoteNames.Shortest);
        PathVote[] all = [.. Enumerable.Range(0, 9).Select(path => new PathVote(path, "a") { Tokens = 10 })];
        shortest.CanDecideEarly.ShouldBeFalse();
        shortest.IsDecided(all, [9]).ShouldBeFalse();
        shortest.IsDecided(all, []).ShouldBeTrue();
    }

    private static void CheckEveryPrefix(IVoteRule rule, byte[] answers, byte cut, int seed)
    {
        // Few answers and many paths, so that majorities are common; paths end in any order.
        var random = new Random(seed);
        PathVote[] votes = [.. answers.Select((answer, path) => VoteOf(path, answer))];
        random.Shuffle(votes);
        int count = votes.Length == 0 ? 0 : cut % (votes.Length + 1);
        PathVote[] known = [.. votes.Take(count)];
        int[] open = [.. votes.Skip(count).Select(vote => vote.PathIndex)];
        if (!rule.IsDecided(known, open))
        {
            return;
        }

        string? winner = rule.Count(known).Winner;
        for (int trial = 0; trial < 20; trial++)
        {
            // One answer for all that are out is the strongest rival; a mixture is the ordinary case.
            byte common = (byte)random.Next(5);
            PathVote[] rest =
            [
                .. open.Select(path => VoteOf(path, trial % 2 == 0 ? common : (byte)random.Next(256))),
            ];
            rule.Count([.. known, .. rest]).Winner.ShouldBe(winner);
        }
    }

    private static PathVote VoteOf(int path, byte answer) => new(path, answer % 5 > 2 ? "0" : answer % 5 == 2 ? null : $"{answer % 5}")
    {
        MeanProbability = (1 + (answer / 5 % 50)) / 51.0,
        Tokens = answer,
    };
}
