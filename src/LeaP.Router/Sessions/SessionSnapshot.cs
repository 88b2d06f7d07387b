using LeaP.Reasoning.Answers;
using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

/// <summary>A session as it stood at one moment.</summary>
internal sealed record SessionSnapshot(
    string SessionId,
    SessionSettings Settings,
    SessionState State,
    int CompletedRounds,
    IReadOnlyList<PathSnapshot> Paths,
    VoteResult? Vote,
    SessionFailure? Failure,
    TokenCounts Usage,
    SessionTimes Times);
