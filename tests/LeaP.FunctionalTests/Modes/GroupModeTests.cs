using LeaP.FunctionalTests.Support;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;

namespace LeaP.FunctionalTests.Modes;

/// <summary>Mode leap-s through a router and two workers.</summary>
public sealed class GroupModeTests
{
    [Fact]
    public async Task Groups_talk_among_themselves_and_one_path_of_each_goes_on()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Endless);
        ReasonRequest request = ModeSamples.Request("leap-s", paths: 8);
        request.Groups = new PathGroups { GroupSize = 4, CommunicateRounds = 2 };

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        IReadOnlyList<RoundRouted> rounds = ModeSamples.Rounds(events);
        rounds.Select(round => round.Round).ShouldBe([1, 2]);
        foreach (RoundRouted.Types.Delivery delivery in rounds.SelectMany(round => round.Deliveries))
        {
            delivery.Peers.Count.ShouldBe(2);
            delivery.Peers.ShouldAllBe(peer => Group(peer.PathId) == Group(delivery.PathId));
        }

        Session session = events[^1].SessionFinished.Session;
        session.Groups.ShouldBe(request.Groups);
        session.Rounds.ExchangeRounds.ShouldBe([1, 2]);
        session.Paths.Select(path => path.Group).ShouldBe([1, 1, 1, 1, 2, 2, 2, 2]);
        session.Paths.Where(path => path.FinishReason == FinishReason.Length).Select(path => path.PathId).ShouldBe(["p0", "p4"]);
        session.Paths.Count(path => path.FinishReason == FinishReason.GroupDone).ShouldBe(6);
        session.Answer.Tallies.ShouldHaveSingleItem().PathIds.ShouldBe(["p0", "p4"]);
        events.Count(e => e.PathFinished is not null).ShouldBe(8);
        await cluster.WaitForFreeSlotsAsync(32);
    }

    [Fact]
    public async Task Who_ended_before_the_talk_is_not_woken()
    {
        await using TestCluster cluster = await TestCluster.StartScriptedAsync(ModeSamples.Scattered);
        ReasonRequest request = ModeSamples.Request("leap-s", paths: 16);
        request.Rounds.IntervalTokens = 120;
        request.Groups = new PathGroups { GroupSize = 4 };

        IReadOnlyList<SessionEvent> events = await cluster.Reasoning.ReasonToEndAsync(request);

        int talked = events.ToList().FindIndex(e => e.RoundRouted is not null);
        string[] before =
        [
            .. events.Take(talked).Where(e => e.PathFinished is not null).Select(e => e.PathFinished.Path.PathId),
        ];
        before.ShouldNotBeEmpty();
        events[talked].RoundRouted.Deliveries.ShouldAllBe(delivery => !before.Contains(delivery.PathId));
        Session session = events[^1].SessionFinished.Session;
        session.Paths.Where(path => before.Contains(path.PathId))
            .ShouldAllBe(path => path.FinishReason == FinishReason.Stop && path.Usage.PeerTokens == 0);
        session.Answer.Tallies.Sum(tally => tally.PathIds.Count).ShouldBe(4);
    }

    private static int Group(string pathId) => int.Parse(pathId[1..], System.Globalization.CultureInfo.InvariantCulture) / 4;
}
