using LeaP.Reasoning.Sessions;

namespace LeaP.Worker.Paths;

/// <summary>Reports a path's pending text before anything that comes after it.</summary>
/// <param name="inner">Where the reports go.</param>
/// <param name="live">The pending text.</param>
internal sealed class FlushingReports(IPathReports inner, LiveText live) : IPathReports
{
    /// <inheritdoc />
    public ValueTask TextAsync(PathAttempt attempt, PathProgress progress, CancellationToken cancellationToken) =>
        inner.TextAsync(attempt, progress, cancellationToken);

    /// <inheritdoc />
    public async ValueTask SummaryAsync(
        PathReport report,
        int round,
        string summary,
        CancellationToken cancellationToken)
    {
        await FlushAsync(report.Attempt, cancellationToken);
        await inner.SummaryAsync(report, round, summary, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask FinishedAsync(
        PathReport report,
        PathFinishReason reason,
        string answer,
        CancellationToken cancellationToken)
    {
        await FlushAsync(report.Attempt, cancellationToken);
        await inner.FinishedAsync(report, reason, answer, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask FailedAsync(PathAttempt attempt, SessionFailure failure, CancellationToken cancellationToken) =>
        inner.FailedAsync(attempt, failure, cancellationToken);

    private ValueTask FlushAsync(PathAttempt attempt, CancellationToken cancellationToken) =>
        live.SendAsync(progress => inner.TextAsync(attempt, progress, cancellationToken), cancellationToken);
}
