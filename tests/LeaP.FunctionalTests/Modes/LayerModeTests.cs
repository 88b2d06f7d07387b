using LeaP.FunctionalTests.Support;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.FunctionalTests.Modes;

/// <summary>Mode moa through a router and two workers that hold one layer at a time.</summary>
public sealed class LayerModeTests
{
    [Fact]
    public async Task Every_layer_reads_the_answers_of_the_one_before_and_the_last_one_answers()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(workers: 2, slots: 2);
        ReasonRequest request = ModeSamples.Request("moa", paths: 0);
        request.ClearPathCount();
        request.Mixture = new AgentMixture { Layers = 3, Agents = 4, FinalAgents = 1 };

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        IReadOnlyList<RoundRouted> layers = ModeSamples.Rounds(events);
        layers.Select(layer => layer.Round).ShouldBe([1, 2]);
        layers[0].Deliveries.Select(delivery => delivery.PathId).ShouldBe(["p4", "p5", "p6", "p7"]);
        layers[1].Deliveries.Select(delivery => delivery.PathId).ShouldBe(["p8"]);
        layers[1].Deliveries[0].Peers.Select(peer => peer.PathId).ShouldBe(["p4", "p5", "p6", "p7"]);
        layers[1].Deliveries[0].Peers.ShouldAllBe(peer => peer.Concluded && peer.Text.Contains(@"\boxed{"));

        Session session = await cluster.Reasoning.GetFullAsync(events[0].SessionAccepted.Session.SessionId);
        session.Paths.Select(path => path.Group).ShouldBe([1, 1, 1, 1, 2, 2, 2, 2, 3]);
        session.Mixture.ShouldBe(request.Mixture);
        session.Answer.Tallies.ShouldHaveSingleItem().PathIds.ShouldBe(["p8"]);
        session.Answer.Text.ShouldBe(session.Paths[8].Answer);
        string prompt = session.Paths[8].Transcript[0].Text;
        session.Paths[8].Transcript[0].Kind.ShouldBe(TextSegment.Types.Kind.Prompt);
        prompt.ShouldContain("How many?");
        foreach (PeerSummary answer in layers[1].Deliveries[0].Peers)
        {
            prompt.ShouldContain(answer.Text);
        }

        session.Paths[0].Transcript[0].Text.ShouldNotContain("Answer 1:");
    }

    [Fact]
    public async Task Several_paths_of_the_last_layer_vote()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync();
        ReasonRequest request = ModeSamples.Request("moa", paths: 0);
        request.ClearPathCount();
        request.Mixture = new AgentMixture { Layers = 2, Agents = 2, FinalAgents = 5 };

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        Session session = events[^1].SessionFinished.Session;
        session.Answer.Tallies.SelectMany(tally => tally.PathIds).Order().ShouldBe(["p2", "p3", "p4", "p5", "p6"]);
        await cluster.WaitForFreeSlotsAsync(32);
    }
}
