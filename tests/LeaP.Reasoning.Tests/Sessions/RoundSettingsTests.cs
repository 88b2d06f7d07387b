using FsCheck;
using FsCheck.Xunit;
using LeaP.Reasoning.Sessions;

namespace LeaP.Reasoning.Tests.Sessions;

public sealed class RoundSettingsTests
{
    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 1, 2, 3 })]
    public void One_turn_never_has_an_exchange(int[] exchangeRounds)
    {
        RoundSettings rounds = TestSessions.Rounds(1, exchangeRounds);

        rounds.IsExchange(1).ShouldBeFalse();
        rounds.NextExchange(0).ShouldBe(0);
    }

    [Fact]
    public void Without_a_choice_an_exchange_follows_every_turn_but_the_last()
    {
        RoundSettings rounds = TestSessions.Rounds(4);

        Enumerable.Range(1, 5).Select(rounds.IsExchange).ShouldBe([true, true, true, false, false]);
        Enumerable.Range(0, 5).Select(rounds.NextExchange).ShouldBe([1, 2, 3, 0, 0]);
    }

    [Fact]
    public void Chosen_rounds_are_the_only_ones_and_those_behind_the_last_turn_do_not_count()
    {
        RoundSettings rounds = TestSessions.Rounds(5, 2, 4, 5, 9);

        Enumerable.Range(1, 9).Where(rounds.IsExchange).ShouldBe([2, 4]);
        Enumerable.Range(0, 9).Select(rounds.NextExchange).ShouldBe([2, 2, 4, 4, 0, 0, 0, 0, 0]);
    }

    [Property(MaxTest = 300)]
    public void Following_the_next_exchange_visits_every_exchange_once(PositiveInt turns, int[] chosen)
    {
        int most = 1 + (turns.Get % 40);
        RoundSettings rounds = TestSessions.Rounds(most, [.. chosen.Select(round => 1 + (int)((uint)round % 50))]);
        var visited = new List<int>();

        for (int round = rounds.NextExchange(0); round != 0; round = rounds.NextExchange(round))
        {
            visited.Add(round);
        }

        visited.ShouldBe(Enumerable.Range(1, most + 60).Where(rounds.IsExchange));
    }
}
