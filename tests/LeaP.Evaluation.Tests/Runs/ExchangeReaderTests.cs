using LeaP.Evaluation.Runs;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Paths;
using PathSegment = LeaP.Reasoning.Paths.TextSegment;

namespace LeaP.Evaluation.Tests.Runs;

public sealed class ExchangeReaderTests
{
    [Theory]
    [InlineData("#1 is 5, #2 is 6", "#1 is 5, #2 is 6", "So #2 is 6", Influence.Consistent)]
    [InlineData("#1 is 5, #2 is 6", "#2 is 6, #3 is 9", "#3 is 8", Influence.Consistent)]
    [InlineData("#1 is 5, #2 is 6", "#1 is 5, #2 is 7", "So #2 is 7\n\n#3 is 1", Influence.Influenced)]
    [InlineData("#1 is 5, #2 is 6", "#1 is 5, #2 is 7", "So #2 is 6\n\n#3 is 1", Influence.Unaffected)]
    [InlineData("#1 is 5, #2 is 6", "#1 is 4", "#3 is 1", Influence.Unaffected)]
    [InlineData("The answer is 0.5", "answer = 1/2", @"\boxed{\frac{1}{2}}", Influence.Consistent)]
    [InlineData("The answer is 12.", "I find the answer is 13.", @"Hm, right. \boxed{13}", Influence.Influenced)]
    [InlineData("x = 3", "so x is 4", "I keep x = 3, and then x = 4", Influence.Unaffected)]
    [InlineData("#1 is 5", "#1 is 5", "So #1 is 6", null)]
    [InlineData("#1 is 5", "#2 is 5", "So #1 is 6", null)]
    [InlineData("it is 5", "it is 6", "it is 6", null)]
    [InlineData("", "#1 is 5", "#1 is 5", null)]
    public void An_exchange_is_classed_by_what_was_said_heard_and_said_next(string own, string peer, string later, Influence? influence) =>
        ExchangeReader.Classify(own, [peer], later).ShouldBe(influence);

    [Fact]
    public void One_differing_peer_among_agreeing_ones_is_a_difference() =>
        ExchangeReader.Classify("#1 is 5", ["#1 is 5", "#1 is 6", "#1 is 5"], "#1 is 5").ShouldBe(Influence.Unaffected);

    [Fact]
    public void Each_exchange_is_read_with_what_the_path_wrote_until_the_next()
    {
        var observed = new ObservedSession();
        observed.Apply(new SessionEvent { SummaryPublished = new SummaryPublished { PathId = "p0", Round = 1, Summary = "#1 is 5" } });
        observed.Apply(Routed(1, "#1 is 6"));
        observed.Apply(new SessionEvent { SummaryPublished = new SummaryPublished { PathId = "p0", Round = 2, Summary = "#2 is 8" } });
        observed.Apply(Routed(2, "#2 is 9"));
        var text = new PathText(
        [
            new PathSegment(TextKind.Prompt, "#1?"), new PathSegment(TextKind.Reasoning, "#1 is 5"), new PathSegment(TextKind.Summary, "#1 is 5"),
            new PathSegment(TextKind.PeerBlock, "#1 is 6"), new PathSegment(TextKind.Reasoning, "So #1 is 6"), new PathSegment(TextKind.Summary, "#2 is 8"),
            new PathSegment(TextKind.PeerBlock, "#2 is 9"), new PathSegment(TextKind.Reasoning, "So #2 is 8"), new PathSegment(TextKind.Answer, "8"),
        ]);

        IReadOnlyList<RoundRecord> rounds = ExchangeReader.Read("p0", text, observed);

        rounds.Select(round => (round.Round, round.Summary, round.Answer, round.Influence))
            .ShouldBe([(1, "#1 is 5", "5", Influence.Influenced), (2, "#2 is 8", "8", (Influence?)Influence.Unaffected)]);
        rounds[0].Peers.ShouldBe([new HeardPeer("p1", 0.25)]);
        ExchangeReader.Read("p0", new PathText(), observed).ShouldAllBe(round => round.Influence == null);
        ExchangeReader.Read("p9", text, observed).ShouldBeEmpty();
    }

    private static SessionEvent Routed(int round, string heard)
    {
        var routed = new RoundRouted { Round = round };
        var delivery = new RoundRouted.Types.Delivery { PathId = "p0" };
        delivery.Peers.Add(new PeerSummary { PathId = "p1", Similarity = 0.25f, Text = heard });
        routed.Deliveries.Add(delivery);
        return new SessionEvent { RoundRouted = routed };
    }
}
