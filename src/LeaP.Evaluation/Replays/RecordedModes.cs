using LeaP.Protocol.Reasoning.V1;
using LeaP.Reasoning.Sessions;

namespace LeaP.Evaluation.Replays;

/// <summary>What can be replayed: sessions in which any path may hear any other.</summary>
internal static class RecordedModes
{
    private static readonly string[] Replayable = [ReasoningModes.Leap, ReasoningModes.LeapT];

    /// <summary>Refuses sessions of other modes.</summary>
    /// <param name="session">The session.</param>
    /// <exception cref="ReplayException">Its mode is another.</exception>
    public static void Check(Session session)
    {
        if (!Replayable.Contains(session.Mode, StringComparer.Ordinal))
        {
            throw new ReplayException(
                $"Session {session.SessionId} ran in mode {session.Mode}; only sessions of the modes {string.Join(" and ", Replayable)} can be routed anew.");
        }
    }

    /// <summary>Who heard whom by the session's settings.</summary>
    /// <param name="session">The session.</param>
    public static RoutingSettings RoutingOf(Session session) =>
        new(session.PeerRouting.Policy, session.PeerRouting.PeerCount, session.PeerRouting.Similarity);
}
