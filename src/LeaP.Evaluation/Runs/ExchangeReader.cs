using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Paths;

namespace LeaP.Evaluation.Runs;

/// <summary>Reads what a path said, heard and made of it in every exchange.</summary>
internal static class ExchangeReader
{
    /// <summary>The exchanges of a path, in order.</summary>
    /// <param name="pathId">The path.</param>
    /// <param name="text">All of its text; may be empty when it is not known.</param>
    /// <param name="observed">The session.</param>
    public static IReadOnlyList<RoundRecord> Read(string pathId, PathText text, ObservedSession observed)
    {
        RoundRouted.Types.Delivery?[] heard =
            [.. observed.Rounds.Select(round => round.Deliveries.FirstOrDefault(delivery => delivery.PathId == pathId))];
        string[] after = TextAfterExchanges(text);
        bool isKnown = after.Length == heard.Count(delivery => delivery is not null);
        var records = new List<RoundRecord>();
        int exchange = 0;
        for (int i = 0; i < heard.Length; i++)
        {
            if (heard[i] is not { } delivery)
            {
                continue;
            }

            int round = observed.Rounds[i].Round;
            string summary = observed.Summaries.GetValueOrDefault((pathId, round), "");
            records.Add(new RoundRecord
            {
                Round = round,
                Summary = summary,
                Answer = StatedValues.Of(summary).Newest,
                Peers = [.. delivery.Peers.Select(peer => new HeardPeer(peer.PathId, Math.Round(peer.Similarity, 4)))],
                Influence = isKnown ? Classify(summary, delivery.Peers.Select(peer => peer.Text), after[exchange]) : null,
            });
            exchange++;
        }

        return records;
    }

    /// <summary>What an exchange did.</summary>
    /// <param name="own">The path's summary.</param>
    /// <param name="peers">The peers' summaries.</param>
    /// <param name="later">What the path wrote next, up to its next exchange or its end.</param>
    internal static Influence? Classify(string own, IEnumerable<string> peers, string later)
    {
        var said = StatedValues.Of(own);
        var next = StatedValues.Of(later);
        StatedValues[] heard = [.. peers.Select(StatedValues.Of)];
        string[] shared = [.. heard.SelectMany(said.SharedWith).Distinct(StringComparer.OrdinalIgnoreCase)];
        string[] disputed = [.. shared.Where(name => heard.Any(peer => peer.SharedWith(said).Contains(name, StringComparer.OrdinalIgnoreCase) && !said.AgreesWith(peer, name)))];
        if (disputed.Length > 0)
        {
            return disputed.Any(name => said.IsChangedBy(next, name)) ? Influence.Influenced : Influence.Unaffected;
        }

        // A path that changed its mind though all agreed is none of the three kinds.
        return shared.Length > 0 && !shared.Any(name => said.IsChangedBy(next, name)) ? Influence.Consistent : null;
    }

    private static string[] TextAfterExchanges(PathText text)
    {
        var after = new List<string>();
        foreach (TextSegment segment in text.Segments)
        {
            if (segment.Kind == TextKind.PeerBlock)
            {
                after.Add("");
            }
            else if (after.Count > 0 && segment.Kind is TextKind.Reasoning or TextKind.Answer)
            {
                after[^1] += segment.Text + "\n";
            }
        }

        return [.. after];
    }
}
