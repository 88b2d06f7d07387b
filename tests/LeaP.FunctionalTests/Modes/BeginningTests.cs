using LeaP.FunctionalTests.Support;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.FunctionalTests.Modes;

/// <summary>Given beginnings, first turns of their own length, caps of the context.</summary>
public sealed class BeginningTests
{
    [Fact]
    public async Task Each_path_begins_with_its_own_text()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Endless);
        ReasonRequest request = ModeSamples.Request("leap", paths: 3);
        request.PathBeginnings.Add(["First of all, I guess.", "", "A wholly other start.\n\nAnd on."]);

        Session session = await cluster.Reasoning.ReasonAsync(request);

        session.PathBeginnings.ShouldBe(request.PathBeginnings);
        foreach ((Protocol.Reasoning.V1.Path path, string beginning) in session.Paths.Zip(request.PathBeginnings))
        {
            path.Transcript[1].Kind.ShouldBe(TextSegment.Types.Kind.Reasoning);
            path.Transcript[1].Text.ShouldStartWith(beginning);
            path.FullText().ShouldStartWith(path.Transcript[0].Text + beginning);
        }
    }

    [Fact]
    public async Task One_beginning_serves_all_paths_and_counts_as_reasoning()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Endless);
        ReasonRequest plain = ModeSamples.Request("independent", paths: 2);
        plain.Rounds.MaxTurns = 1;
        ReasonRequest begun = plain.Clone();
        begun.PathBeginnings.Add("one two three four five");

        Session without = await cluster.Reasoning.ReasonAsync(plain);
        Session with = await cluster.Reasoning.ReasonAsync(begun);

        // The given tokens take their place in the first turn, so both have the same count.
        with.Usage.ReasoningTokens.ShouldBe(without.Usage.ReasoningTokens);
        with.Paths.ShouldAllBe(path => path.Confidence.Tokens < 20);
        with.Paths.ShouldAllBe(path => path.Transcript[1].Text.StartsWith("one two three four five"));
    }

    [Fact]
    public async Task The_first_block_may_stand_elsewhere_than_the_others()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Endless);
        ReasonRequest request = ModeSamples.Request("leap", paths: 2);
        request.Rounds.MaxTurns = 3;
        Session even = await cluster.Reasoning.ReasonAsync(request);
        request.Rounds.FirstIntervalTokens = 70;

        Session late = await cluster.Reasoning.ReasonAsync(request);

        long longer = ModeSamples.Drawn(late.Usage) - ModeSamples.Drawn(even.Usage);
        longer.ShouldBe(2 * (70 - 20));
        late.Rounds.FirstIntervalTokens.ShouldBe(70);
    }

    [Fact]
    public async Task A_context_cap_ends_every_path_with_its_answer()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Endless);
        ReasonRequest request = ModeSamples.Request("leap", paths: 3);
        request.Rounds.MaxTurns = 1000;
        request.Rounds.MaxContextTokens = 400;

        Session session = await cluster.Reasoning.ReasonAsync(request);

        session.State.ShouldBe(Session.Types.State.Succeeded);
        session.Paths.ShouldAllBe(path => path.FinishReason == FinishReason.Length && path.Answer == "7");
        session.Paths.ShouldAllBe(path =>
            path.Usage.PromptTokens + path.Usage.ReasoningTokens + path.Usage.SummaryTokens + path.Usage.PeerTokens <= 400);
    }
}
