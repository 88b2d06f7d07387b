using LeaP.Reasoning.Catalogs;
using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Replays;

/// <summary>
/// Routes the exchanges of a recorded session anew. What the paths said stays what it was, so only the first changed
/// round is what would have happened; the later ones show the policy on the same summaries.
/// </summary>
/// <param name="routing">Routes rounds.</param>
public sealed class WhatIfReplay(RoundRouting routing)
{
    /// <summary>What every path would have heard, round by round.</summary>
    /// <param name="session">The session.</param>
    /// <param name="settings">Who would hear whom.</param>
    /// <param name="seed">Seed of random choices.</param>
    /// <exception cref="UnknownNameException">There is no policy or similarity measure of that name.</exception>
    public IReadOnlyList<WhatIfDelivery> Run(RecordedSession session, RoutingSettings settings, long seed)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            .. session.Rounds.SelectMany(round => routing
                .Route(round.Round, round.Summaries, settings, seed)
                .Select(delivery => Compare(round.Round, delivery, round.Heard[delivery.PathIndex]))),
        ];
    }

    private static WhatIfDelivery Compare(int round, PathDelivery would, IReadOnlyList<int> heard)
    {
        int[] peers = [.. would.Peers.Select(peer => peer.PathIndex)];
        return new WhatIfDelivery
        {
            Round = round,
            PathId = PathIds.Format(would.PathIndex),
            Heard = [.. heard.Select(PathIds.Format)],
            WouldHear =
            [
                .. would.Peers.Select(peer =>
                    new WhatIfPeer(PathIds.Format(peer.PathIndex), peer.Similarity, peer.Summary, !heard.Contains(peer.PathIndex))),
            ],
            Missing = [.. heard.Except(peers).Select(PathIds.Format)],
            Change = ChangeOf(heard, peers),
        };
    }

    private static WhatIfChange ChangeOf(IReadOnlyList<int> heard, IReadOnlyList<int> would)
    {
        if (heard.SequenceEqual(would))
        {
            return WhatIfChange.Same;
        }

        return heard.Order().SequenceEqual(would.Order()) ? WhatIfChange.Order : WhatIfChange.Peers;
    }
}
