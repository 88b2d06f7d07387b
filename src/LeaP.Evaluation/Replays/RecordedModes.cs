using LeaP.Protocol.Common.V1;
using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;
using RoutingStage = LeaP.Reasoning.Sessions.RoutingStage;

namespace LeaP.Evaluation.Replays;

/// <summary>What can be replayed: sessions in which any path may hear any other.</summary>
internal static class RecordedModes
{
    private static readonly string[] Replayable = [ReasoningModes.Leap, ReasoningModes.LeapT];

    /// <summary>Refuses sessions that cannot be routed anew.</summary>
    /// <param name="session">The session.</param>
    /// <exception cref="ReplayException">Its mode is another, or it offered conclusions of ended paths.</exception>
    public static void Check(Session session)
    {
        if (!Replayable.Contains(session.Mode, StringComparer.Ordinal))
        {
            throw new ReplayException(
                $"Session {session.SessionId} ran in mode {session.Mode}; only sessions of the modes {string.Join(" and ", Replayable)} can be routed anew.");
        }

        if (session.PeerRouting.OfferConclusions)
        {
            throw new ReplayException(
                $"Session {session.SessionId} kept the conclusions of ended paths on offer, which a replay cannot bring back; only sessions without offer_conclusions can be routed anew.");
        }
    }

    /// <summary>Who heard whom by the session's settings.</summary>
    /// <param name="session">The session.</param>
    public static RoutingSettings RoutingOf(Session session)
    {
        PeerRoutingConfig routing = session.PeerRouting;
        return new RoutingSettings(routing.Policy, routing.PeerCount, routing.Similarity)
        {
            Schedule = [.. routing.Schedule.Select(stage => new RoutingStage(stage.FromRound, stage.Policy, stage.PeerCount))],
            CollapseSimilarity = routing.HasCollapseSimilarity ? routing.CollapseSimilarity : null,
        };
    }
}
