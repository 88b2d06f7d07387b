using LeaP.Reasoning.Sessions;

namespace LeaP.Router.Sessions;

/// <summary>One thing a session's mailbox holds. Commands are handled one at a time, in order.</summary>
internal abstract record SessionCommand
{
    private SessionCommand()
    {
    }

    /// <summary>Slots were granted to paths that waited, one link a path.</summary>
    internal sealed record SlotsGranted(IReadOnlyList<int> Paths, IReadOnlyList<ISessionLink> Links) : SessionCommand;

    /// <summary>No slots were granted in time.</summary>
    internal sealed record SlotsRefused(IReadOnlyList<int> Paths, SessionFailure Failure) : SessionCommand;

    /// <summary>A path generated text.</summary>
    internal sealed record TextArrived(PathAttempt Attempt, PathProgress Progress) : SessionCommand;

    /// <summary>A path wrote its summary.</summary>
    internal sealed record SummaryArrived(PathReport Report, int Round, string Summary, ISessionLink Link)
        : SessionCommand;

    /// <summary>A path ended.</summary>
    internal sealed record PathEnded(PathReport Report, PathFinishReason Reason, string Answer) : SessionCommand;

    /// <summary>A path could not start or go on.</summary>
    internal sealed record PathBroke(PathAttempt Attempt, SessionFailure Failure) : SessionCommand;

    /// <summary>A worker was lost with everything that ran on it.</summary>
    internal sealed record LinkLost(ISessionLink Link) : SessionCommand;

    /// <summary>A worker came back on a new call with paths it went on with.</summary>
    internal sealed record LinkResumed(ISessionLink Link, IReadOnlyList<PathAttempt> Held) : SessionCommand;

    /// <summary>Paths waited for a worker for as long as they should without one.</summary>
    internal sealed record WorkerlessTimeUp : SessionCommand;

    /// <summary>Another router runs the session by now.</summary>
    internal sealed record TakenAway : SessionCommand;

    /// <summary>The round waited long enough.</summary>
    internal sealed record RoundTimeUp(int Round) : SessionCommand;

    /// <summary>The session took too long.</summary>
    internal sealed record TimeUp : SessionCommand;

    /// <summary>Stopped paths had time enough to tell their counts.</summary>
    internal sealed record CountsOverdue : SessionCommand;

    /// <summary>Somebody wants the session to stop.</summary>
    internal sealed record CancelRequested(string Reason) : SessionCommand;
}
