using LeaP.Evaluation.Replays;
using LeaP.Evaluation.Tests.Support;
using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;
using static LeaP.Protocol.Common.V1.TextSegment.Types;
using Session = LeaP.Protocol.Reasoning.V1.Session;

namespace LeaP.Evaluation.Tests.Replays;

/// <summary>A made-up session with two exchanges, told as events and as texts.</summary>
internal static class RecordedEvents
{
    public static readonly string[][] Said =
    [
        ["solve for x gives 12", "solve for x gives 21", "the sum is 12", "area of the triangle is 30", "x equals 12"],
        ["so it is 12", "so it is 21", "twelve in all", "the area is 30", "it is 12"],
    ];

    public static Session Session(string policy, int peers, long seed)
    {
        Session session = SampleSessions.Create([.. Enumerable.Range(0, 5).Select(path => SampleSessions.Path(
            path,
            [(Kind.Prompt, "p"), .. Said.SelectMany(round => new[] { (Kind.SummaryPrompt, "Now <summarize>"), (Kind.Summary, $" {round[path]} </summarize>"), (Kind.PeerBlock, "…") })]))]);
        session.PeerRouting = new PeerRoutingConfig { Policy = policy, PeerCount = peers, Similarity = "indel" };
        session.Sampling.Seed = seed;
        return session;
    }

    public static IEnumerable<SessionEvent> Events(string policy, int peers, long seed)
    {
        yield return new SessionEvent { SessionAccepted = new SessionAccepted { Session = Session(policy, peers, seed) } };
        for (int round = 1; round <= Said.Length; round++)
        {
            RecordedSummary[] said = [.. Said[round - 1].Select((text, path) => new RecordedSummary(path, text))];
            foreach (RecordedSummary summary in said)
            {
                yield return new SessionEvent
                {
                    SummaryPublished = new SummaryPublished { PathId = $"p{summary.Path}", Round = round, Summary = summary.Text },
                };
            }

            var routed = new RoundRouted { Round = round };
            foreach (PathDelivery delivery in RoundRouting.Default.Route(round, said, new RoutingSettings(policy, peers, "indel"), seed))
            {
                var told = new RoundRouted.Types.Delivery { PathId = $"p{delivery.PathIndex}" };
                told.Peers.AddRange(delivery.Peers.Select(peer => new PeerSummary { PathId = $"p{peer.PathIndex}", Text = peer.Summary }));
                routed.Deliveries.Add(told);
            }

            yield return new SessionEvent { RoundRouted = routed };
        }
    }
}
