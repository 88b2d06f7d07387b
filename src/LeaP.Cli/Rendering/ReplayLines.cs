using System.Globalization;
using LeaP.Evaluation.Replays;
using LeaP.Reasoning.Sessions;

namespace LeaP.Cli.Rendering;

/// <summary>What each path heard and what it would have heard, as a table.</summary>
internal static class ReplayLines
{
    private static readonly string[] Header = ["", "round", "path", "heard", "would hear"];

    /// <summary>The lines.</summary>
    /// <param name="session">The session.</param>
    /// <param name="settings">Who would hear whom.</param>
    /// <param name="deliveries">What each path heard and would have heard.</param>
    public static IEnumerable<string> Of(
        RecordedSession session, RoutingSettings settings, IReadOnlyList<WhatIfDelivery> deliveries)
    {
        yield return $"session {SafeText.OneLine(session.SessionId)}";
        yield return $"ran with    {Words(session.Routing)}";
        yield return $"replayed as {Words(settings)}";
        if (!session.IsHeardRecorded)
        {
            yield return "Its events are not there: whom each path heard is worked out from its own settings and texts.";
        }

        yield return "";
        foreach (string line in TextTable.Lines(Header, deliveries.Select(Row)))
        {
            yield return line;
        }

        int changed = deliveries.Count(delivery => delivery.Change == WhatIfChange.Peers);
        int reordered = deliveries.Count(delivery => delivery.Change == WhatIfChange.Order);
        yield return "";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{changed} of {deliveries.Count} deliveries would bring other peers (*), {reordered} the same in another order (~); a peer that was not heard is marked +, one that would be missing -.");
        if (deliveries.FirstOrDefault(delivery => delivery.Change != WhatIfChange.Same) is { } first && deliveries[^1].Round > first.Round)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Behind round {first.Round} the paths would have said something else; later rounds show the routing of what they did say.");
        }
    }

    private static string Words(RoutingSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"policy {SafeText.OneLine(settings.Policy)} k={settings.PeerCount}, similarity {SafeText.OneLine(settings.Similarity)}");

    private static IReadOnlyList<string> Row(WhatIfDelivery delivery) =>
    [
        delivery.Change switch { WhatIfChange.Peers => "*", WhatIfChange.Order => "~", _ => "" },
        delivery.Round.ToString(CultureInfo.InvariantCulture),
        delivery.PathId,
        Peers(delivery.Heard.Select(peer => (delivery.Missing.Contains(peer) ? "-" : "") + peer)),
        Peers(delivery.WouldHear.Select(peer =>
            string.Create(CultureInfo.InvariantCulture, $"{(peer.IsNew ? "+" : "")}{peer.PathId} {peer.Similarity:0.00}"))),
    ];

    private static string Peers(IEnumerable<string> peers) => string.Join(", ", peers) is { Length: > 0 } list ? list : "nobody";
}
