using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

/// <summary>What a session asks of the link to one worker. Calls queue messages and never wait.</summary>
internal interface ISessionLink
{
    /// <summary>Name of the worker.</summary>
    string WorkerId { get; }

    /// <summary>Starts paths of one session; their slots must be reserved.</summary>
    /// <param name="session">The session.</param>
    /// <param name="attempts">The newest attempts of the paths.</param>
    /// <returns>False when the link has ended and nothing was started.</returns>
    bool StartPaths(ReasoningSession session, IReadOnlyList<PathAttempt> attempts);

    /// <summary>Sends peers' summaries.</summary>
    /// <param name="round">The round, from 1.</param>
    /// <param name="deliveries">What each attempt hears.</param>
    void SendPeers(int round, IReadOnlyList<PeerDelivery> deliveries);

    /// <summary>Stops paths.</summary>
    /// <param name="attempts">The attempts.</param>
    /// <param name="reason">Why, for logs.</param>
    void CancelPaths(IReadOnlyList<PathAttempt> attempts, string reason);
}
