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
    SessionTimes Times)
{
    /// <summary>The last event recorded by then; 0 before the first.</summary>
    public long Sequence { get; init; }

    /// <summary>What happened to the session until that event.</summary>
    public IReadOnlyList<SessionInput> Inputs { get; init; } = [];
}
