using LeaP.FunctionalTests.Support;
using LeaP.Inference.Scripted;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.FunctionalTests.Modes;

/// <summary>Votes that are decided early, token budgets, votes by name.</summary>
public sealed class EndingTests
{
    [Fact]
    public async Task A_decided_vote_stops_the_paths_that_still_run()
    {
        ScriptedEngineOptions script = ModeSamples.Scattered with { TokenDelay = TimeSpan.FromMilliseconds(5) };
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(script);
        ReasonRequest request = ModeSamples.Request("independent", paths: 7);
        request.Rounds.IntervalTokens = 1000;
        request.StopWhenDecided = true;

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        Session session = events[^1].SessionFinished.Session;
        session.State.ShouldBe(Session.Types.State.Succeeded);
        session.Answer.Text.ShouldBe("7");
        session.Answer.StoppedPathIds.ShouldNotBeEmpty();
        session.Paths.Where(path => path.FinishReason == FinishReason.Decided).Select(path => path.PathId)
            .ShouldBe(session.Answer.StoppedPathIds);
        session.Paths.ShouldAllBe(path => path.Usage.ReasoningTokens > 10);
        session.Answer.Tallies.ShouldHaveSingleItem().PathIds.Count.ShouldBeGreaterThanOrEqualTo(4);
        events.Count(e => e.PathFinished is not null).ShouldBe(7);
        await cluster.WaitForFreeSlotsAsync(32);
    }

    [Fact]
    public async Task A_spent_budget_makes_every_path_answer()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Endless);
        ReasonRequest request = ModeSamples.Request("leap", paths: 4);
        request.Rounds.MaxTurns = 1000;
        request.TokenBudget = 500;

        Session session = await cluster.Reasoning.ReasonAsync(request);

        session.Paths.ShouldAllBe(path => path.FinishReason == FinishReason.Budget && path.Answer == "7");
        ModeSamples.Drawn(session.Usage).ShouldBeInRange(500, 500 + (4 * request.Rounds.AnswerTokens));
        session.TokenBudget.ShouldBe(500);
    }

    [Fact]
    public async Task What_an_early_path_left_over_lets_the_others_reason_on()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Scattered);
        ReasonRequest request = ModeSamples.Request("leap", paths: 8);
        request.Rounds.MaxTurns = 1000;
        request.PeerRouting.PeerCount = 1;
        request.TokenBudget = 8 * 50;

        Session session = await cluster.Reasoning.ReasonAsync(request);

        // A share is 50; nobody could draw more and its answer without what the early ones left.
        session.Paths.ShouldContain(path => path.FinishReason == FinishReason.Stop);
        session.Paths.ShouldContain(path => ModeSamples.Drawn(path.Usage) > 50 + request.Rounds.AnswerTokens);
        ModeSamples.Drawn(session.Usage).ShouldBeLessThanOrEqualTo((8 * 50) + (8 * request.Rounds.AnswerTokens));
    }

    [Theory]
    [InlineData("majority")]
    [InlineData("confidence")]
    [InlineData("shortest")]
    public async Task A_vote_is_chosen_by_name_and_tells_its_scores(string vote)
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        ReasonRequest request = ModeSamples.Request("independent", paths: 8);
        request.Vote = vote;

        Session session = await cluster.Reasoning.ReasonAsync(request);

        session.Vote.ShouldBe(vote);
        session.Answer.Vote.ShouldBe(vote);
        foreach (AnswerTally tally in session.Answer.Tallies)
        {
            Protocol.Reasoning.V1.Path[] voters = [.. session.Paths.Where(path => tally.PathIds.Contains(path.PathId))];
            double expected = vote switch
            {
                "confidence" => voters.Sum(path => Math.Exp(path.Confidence.MeanLogProbability)),
                "shortest" => voters.Length / Math.Log(voters.Average(path => path.Usage.ReasoningTokens)),
                _ => voters.Length,
            };
            tally.Score.ShouldBe(expected, 1e-9);
        }

        session.Answer.Text.ShouldBe(session.Answer.Tallies[0].Text);
    }
}
