using LeaP.Reasoning.Sessions;

namespace LeaP.Worker.Paths;

/// <summary>Where paths tell what happened to them. Calls wait when the router reads slowly.</summary>
internal interface IPathReports
{
    /// <summary>A path generated text.</summary>
    ValueTask TextAsync(PathAttempt attempt, PathProgress progress, CancellationToken cancellationToken);

    /// <summary>A path wrote its summary and waits.</summary>
    ValueTask SummaryAsync(PathReport report, int round, string summary, CancellationToken cancellationToken);

    /// <summary>A path ended.</summary>
    ValueTask FinishedAsync(
        PathReport report,
        PathFinishReason reason,
        string answer,
        CancellationToken cancellationToken);

    /// <summary>A path could not start or go on.</summary>
    ValueTask FailedAsync(PathAttempt attempt, SessionFailure failure, CancellationToken cancellationToken);
}
